"""The fixtures that a test comes to use, through other fixtures."""

from __future__ import annotations

from collections.abc import Iterable

from doctor.model.plugins import Plugins
from doctor.model.sources import Fixtures, Function, SourceFile, Sources, Test, VisibleFixture, of_class


def definition(sources: Sources, file: SourceFile, test: Test) -> Function | None:
    """The function of a test, also when it is inherited or imported."""
    home = sources.get(test.file) if test.file else file
    return home.function(test.function) if home else None


def arguments(function: Function) -> set[str]:
    """The names that pytest would fill: those without a default."""
    return {
        param.name for param in function.params if not param.has_default and param.kind in ("plain", "keyword-only")
    }


def closure(
    path: str,
    asked: set[str],
    fixtures: Fixtures,
    plugins: Plugins,
    class_name: str = "",
    given: frozenset[str] = frozenset(),
) -> set[str]:
    """All fixture names that come of the asked ones and of those that are used automatically in this file.

    `given` are those that get their value from `parametrize`: what the fixture itself would ask for is not needed then.
    """
    visible = fixtures.visible.get(path, {})
    automatic = fixtures.automatic.get(path, ())
    todo = [*asked, *(name for name in automatic if is_used_by_itself(visible[name], class_name))]
    reached: set[str] = set()
    while todo:
        name = todo.pop()
        if name not in reached:
            reached.add(name)
            if name not in given:
                todo += [param for each in visible.get(name, ()) for param in params(each, plugins)]
    return reached


def way(
    wanted: str, path: str, asked: Iterable[str], fixtures: Fixtures, plugins: Plugins, class_name: str = ""
) -> tuple[VisibleFixture, ...] | None:
    """The fixtures by which those that are asked for, or are used automatically, come to `wanted`: the first one that
    is asked for comes first, the last is `wanted`. Of an overridden fixture the nearest definition counts alone, unless
    that asks for the one that it overrides. None where they do not come to it.
    """
    visible = fixtures.visible.get(path, {})
    automatic = (name for name in fixtures.automatic.get(path, ()) if is_used_by_itself(visible[name], class_name))
    todo: list[tuple[str, int, tuple[VisibleFixture, ...]]] = [(name, 0, ()) for name in (*asked, *automatic)]
    met = set()
    for name, above, behind in todo:  # it grows
        found = seen_from(visible.get(name, ()), class_name)[above : above + 1]
        if (name, above) in met or not found:
            continue
        met.add((name, above))
        if name == wanted:
            return (*behind, found[0])
        todo += [(each, above + 1 if each == name else 0, (*behind, found[0])) for each in params(found[0], plugins)]
    return None


def seen_from(found: tuple[VisibleFixture, ...], class_name: str) -> list[VisibleFixture]:
    """The definitions of one name that a class sees, the one that wins first."""
    return [*of_class(found, class_name), *(each for each in found if not each.class_name)]


def is_used_by_itself(found: tuple[VisibleFixture, ...], class_name: str) -> bool:
    """Is one of the fixtures of a name automatic for the class? Each class of a file may have its own."""
    return any(each.autouse for each in seen_from(found, class_name))


def params(fixture: VisibleFixture, plugins: Plugins) -> list[str]:
    """The fixtures that a fixture asks for."""
    if fixture.fixture:
        return [param.name for param in fixture.fixture.params]
    return [
        param
        for plugin in plugins.with_fixture(fixture.name)
        for known in plugin.provided.fixtures
        if known.name == fixture.name
        for param in known.params
    ]

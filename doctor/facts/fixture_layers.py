"""The fixtures that one file brings: its own, those it imports, and what may be one but cannot be told."""

from __future__ import annotations

from collections.abc import Iterator

from doctor.facts.sources.classes import Defined, line_up, own_class
from doctor.facts.sources.locate import Locator
from doctor.model.places import Place
from doctor.model.record import Record
from doctor.model.sources import Expr, Fixture, Import, SourceFile, Sources, VisibleFixture

Layer = dict[str, tuple[VisibleFixture, ...]]
Found = dict[str, list[tuple[str, VisibleFixture]]]  # by name; each with the attribute that it is in its module

PLAIN = ("constant", "list", "tuple", "set", "dict", "fstring", "comprehension", "deleted", "comparison")
COMPUTES = ("globals", "vars", "locals", "exec", "setattr", "globals().update", "vars().update", "locals().update")
REGISTERS = (
    *("pytest_factoryboy.register", "pytest_factoryboy.fixture.register"),
    *("polyfactory.pytest_plugin.register_fixture", "polyfactory.pytest_plugin.register_fixture()"),
)
UNTOUCHED = (
    "pytest.mark.",
    "contextlib.",
    "functools.",
    "typing.",
    "staticmethod",
    "classmethod",
    "property",
    "unittest.",
)


class Brought(Record):
    """What a file brings. `open` is whether there may be more, under names that cannot be told."""

    fixtures: Layer
    open: bool


class Layers:
    """Works out what each file brings, once."""

    def __init__(self, sources: Sources, locator: Locator) -> None:
        self._sources = sources
        self.locator = locator
        self._known: dict[str, Brought] = {}

    def of(self, path: str) -> Brought:
        if path not in self._known:
            self._known[path] = Brought({}, False)  # for files that import each other
            file = self._sources.get(path)
            if file and not file.fault:
                found: Found = {}
                is_open = self._fill(file, found)
                self._known[path] = Brought({name: _ordered(each) for name, each in found.items()}, is_open)
            elif file:
                self._known[path] = Brought({}, True)
        return self._known[path]

    def _fill(self, file: SourceFile, found: Found) -> bool:
        """Takes down what the file brings; returns whether it is open."""
        is_open = computes(file)
        bound = rebound(file)
        for own in reversed(file.fixtures):
            if "<locals>" not in own.function and not own.place < bound.get(own.function, own.place):
                found.setdefault(own.name, []).append((_last(own.function), visible(own, file.path)))
                is_open |= not own.name
        for attribute, fixture in self._inherited(file):
            found.setdefault(fixture.name, []).append((attribute, fixture))
        for each in file.imports:
            is_bound = each.name == "*" or not each.place < bound.get(each.alias, each.place)
            if each.guarded not in ("function", "type-checking") and each.name and is_bound:
                is_open |= self._import(file, each, found)
        for name in _doubtful(file):
            if name not in found:
                found[name] = [(name, unknown(name, file.path))]
        return is_open

    def _inherited(self, file: SourceFile) -> Iterator[tuple[str, VisibleFixture]]:
        """The fixtures that classes of the file, and classes within them, have from their bases."""
        for klass in file.classes:
            order, _ = line_up(Defined(file, klass), self._class)
            seen: set[str] = set(klass.methods)
            for base in order[1:]:
                own = base.klass.qualname
                bound = rebound(base.file)
                for fixture in base.file.fixtures:
                    if fixture.place < bound.get(fixture.function, fixture.place):
                        continue
                    if f"{fixture.class_name}.".startswith(f"{own}.") and _last(fixture.function) not in seen:
                        within = klass.qualname + fixture.class_name[len(own) :]
                        yield _last(fixture.function), visible(fixture, base.file.path, "", within)
                seen.update(base.klass.methods)

    def _class(self, file: SourceFile, name: str) -> Defined | None:
        own = own_class(file, name)
        if own:
            return own
        module, _, last = name.rpartition(".")
        path = self.locator.find(module, file.path) if module else None
        source = self._sources.get(path) if path else None
        klass = source.class_(last) if source else None
        return Defined(source, klass) if source and klass else None

    def _import(self, file: SourceFile, each: Import, found: Found) -> bool:
        path = self.locator.find(each.module, file.path)
        if each.name == "*":
            return self._star(path, each, found)
        if path is None:
            if not each.module.startswith(("pytest.", "typing", "unittest")) and each.module != "pytest":
                found.setdefault(each.alias, []).append((each.alias, unknown(each.alias, file.path)))
            return False
        source = self._sources.get(path)
        if source and source.fault:  # it may be one that cannot be read here: syntax of a later Python
            found.setdefault(each.alias, []).append((each.alias, unknown(each.alias, file.path)))
            return False
        fixture = named(source, each.name) if source else None
        if fixture and source:
            name = each.alias if fixture.name == fixture.function else fixture.name
            found.setdefault(name, []).append((each.alias, visible(fixture, source.path, name)))
        elif source:
            passed = self.of(path).fixtures.get(each.name, ())
            found.setdefault(each.alias, []).extend((each.alias, other) for other in passed[:1])
            for name, fixtures in self.of(path).fixtures.items():  # those that a class brings along
                within = [fixture for fixture in fixtures if f"{fixture.class_name}.".startswith(f"{each.name}.")]
                if within:
                    found.setdefault(name, []).extend((name, fixture) for fixture in within)
        return False

    def _star(self, path: str | None, each: Import, found: Found) -> bool:
        import sys

        source = self._sources.get(path) if path else None
        if path is None:
            return each.module.partition(".")[0] not in sys.stdlib_module_names
        if source is None:
            return False
        brought = self.of(path)
        for name, fixtures in brought.fixtures.items():
            for fixture in fixtures:
                attribute = fixture.fixture.function if fixture.fixture else name
                public = attribute in source.all if source.all is not None else not attribute.startswith("_")
                if public and not fixture.class_name:
                    found.setdefault(name, []).append((attribute, fixture))
        return brought.open


def _ordered(found: list[tuple[str, VisibleFixture]]) -> tuple[VisibleFixture, ...]:
    """What wins comes first: pytest goes through a module's attributes by the alphabet, and the last one counts. What
    classes bring comes at the end."""
    ordered = sorted(found, key=lambda each: each[0], reverse=True)
    return tuple(sorted((fixture for _, fixture in ordered), key=lambda fixture: bool(fixture.class_name)))


def _last(qualname: str) -> str:
    return qualname.rpartition(".")[2]


def rebound(file: SourceFile) -> dict[str, Place]:
    """Where names are given for the last time by a `def` or an import that no condition guards."""
    found: dict[str, Place] = {}
    given = [(each.qualname, each.place) for each in file.functions if not each.branch]
    given += [(each.alias, each.place) for each in file.imports if not each.guarded]
    for name, place in given:
        if name not in found or found[name] < place:
            found[name] = place
    return found


def named(file: SourceFile, attribute: str) -> Fixture | None:
    """The fixture that is the module's attribute of this name."""
    return next((fixture for fixture in reversed(file.fixtures) if fixture.function == attribute), None)


def visible(fixture: Fixture, origin: str, name: str = "", class_name: str = "") -> VisibleFixture:
    within = class_name or fixture.class_name
    known = (name or fixture.name, fixture.scope, fixture.is_async, origin, fixture.place, fixture, within)
    return VisibleFixture(*known, fixture.autouse)


def unknown(name: str, origin: str) -> VisibleFixture:
    """Something that may be a fixture: imported from outside, or made by a call or a decorator that is not known."""
    return VisibleFixture(name, "", False, origin, None)


def _doubtful(file: SourceFile) -> Iterator[str]:
    for name, value in file.assigned:
        if value.kind not in PLAIN and (_makes_fixture(value) or not str(value.value).startswith("pytest.")):
            yield name
            yield from (given.text for given in _arguments(value) if given.text)  # factory("name") may call it so
    for function in file.functions:
        if function.is_nested or not function.decorators:
            continue
        if any(not _is_known(each) for each in function.decorators):
            yield function.name
    for call in file.calls:  # metafunc.parametrize("name", …)
        if call.name == "metafunc.parametrize":
            given = call.expr.argument(0, "argnames")
            texts = [given.text, *[part.text for part in given.parts]] if given else []
            yield from (name.strip() for text in texts if text for name in text.split(","))


def _makes_fixture(value: Expr) -> bool:
    """Is it `pytest.fixture(…)` of a function, which a call may give, or an import?"""
    is_made = value.kind == "call" and value.parts and value.parts[0].kind != "constant"
    return bool(is_made) and str(value.value).removesuffix("()") == "pytest.fixture"


def _arguments(value: Expr) -> tuple[Expr, ...]:
    if value.kind != "call":
        return ()
    return (*value.parts, *(given for key, given in value.keywords if key == "name"))


def _is_known(decorator: Expr) -> bool:
    text = str(decorator.value)
    return text.startswith(UNTOUCHED) or text.rpartition(".")[2].endswith("fixture")


def computes(file: SourceFile) -> bool:
    """Does the file make names that cannot be read off: through globals(), a registry of fixtures, a hook?"""
    for call in file.calls:
        if call.name in REGISTERS or (not call.within and call.name in COMPUTES):
            return True
        if call.name == "metafunc.parametrize":
            given = call.expr.argument(0, "argnames")
            if given is None or (given.kind not in ("constant", "list", "tuple")):
                return True
    if any(not write.within and write.name.startswith(("globals()", "vars()", "locals()")) for write in file.writes):
        return True
    return any(str(each.value) in REGISTERS for klass in file.classes for each in klass.decorators)

"""Everything that a name is: option, configuration key, marker, fixture, plugin."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from doctor.explain.meaning import Meaning, absence, history, owner, same, spot, state
from doctor.facts.graph import Facts
from doctor.model.plugins import IniKey, KnownPlugin, Option, Plugin, PluginFixture


def meanings(name: str, facts: Facts) -> tuple[Meaning, ...]:
    """All that is known of a name. `--cov`, `cov`, `asyncio_mode`, `pytest-cov`, `tmp_path` …"""
    kinds = ("option",) if name.startswith("-") else ("ini", "marker", "fixture", "plugin")
    return tuple(meaning for kind in kinds for meaning in KINDS[kind](name, facts))


KINDS: dict[str, Callable[[str, Facts], Iterator[Meaning]]]


def status(kind: str, name: str, facts: Facts) -> tuple[Meaning, ...]:
    """What the name is as this kind of thing, with no more than whether it is here."""
    return tuple(
        meaning.replace(lines=tuple(line for line in meaning.lines if line[0] == "status"))
        for meaning in KINDS[kind](name, facts)
    )


def option(name: str, facts: Facts) -> Iterator[Meaning]:
    """A command-line option; `--reruns=2` is `--reruns`."""
    name = name.partition("=")[0]
    plugins, knowledge = facts.get("plugins").with_option(name), facts.get("knowledge")
    known = tuple(each for each in knowledge.with_option(name) if not any(_is(each, there) for there in plugins))
    changes = tuple(history(("option",), name, facts))
    if not plugins and not known and not changes:
        return
    found = next((each.provided.option(name) for each in (*plugins, *known)), None)
    given = facts.get("command_line").all(name)
    yield Meaning(
        "option",
        _title(name, "an option", plugins, known),
        (
            *(state(each) for each in plugins),
            *absence(known, facts),
            *_option_lines(found),
            *(("given", f"'{each.text()}' in {each.source.value}{spot(each.place)}") for each in given),
            *changes,
        ),
    )


def _option_lines(found: Option | None) -> Iterator[tuple[str, str]]:
    if found:
        if len(found.names) > 1:
            yield "spelt", ", ".join(found.names)
        yield "takes", f"one of {', '.join(found.choices)}" if found.choices else _arity(found)


def _arity(found: Option) -> str:
    if not found.takes_value:
        return "no value"
    return {"?": "a value, or none", "*": "any number of values", "+": "one value or more"}.get(found.nargs, "a value")


def ini_key(name: str, facts: Facts) -> Iterator[Meaning]:
    """A key of the configuration file."""
    plugins, knowledge = facts.get("plugins").with_ini_key(name), facts.get("knowledge")
    known = tuple(each for each in knowledge.with_ini_key(name) if not any(_is(each, there) for there in plugins))
    changes = tuple(history(("ini", "ini-value"), name, facts))
    if not plugins and not known and not changes:
        return
    found = next((each.provided.ini_key(name) for each in (*plugins, *known)), None)
    yield Meaning(
        "configuration key",
        _title(name, "a configuration key", plugins, known),
        (
            *(state(each) for each in plugins),
            *absence(known, facts),
            *_key_lines(found),
            *_value_lines(name, facts),
            *changes,
        ),
    )


def _key_lines(found: IniKey | None) -> Iterator[tuple[str, str]]:
    if found:
        yield "type", found.type
        if found.has_default and not found.default_computed:
            yield "default", repr(found.default)


def _value_lines(name: str, facts: Facts) -> Iterator[tuple[str, str]]:
    value = facts.get("ini").get(name)
    if value and value.origin != "default":
        yield (
            "here",
            f"{value.value!r}, from {value.origin}{spot(value.place)}"
            + (f"; pytest says: {value.error}" if value.error else ""),
        )


def marker(name: str, facts: Facts) -> Iterator[Meaning]:
    """A marker; its description where the configuration gives one."""
    plugins, knowledge = facts.get("plugins").with_marker(name), facts.get("knowledge")
    known = tuple(each for each in knowledge.with_marker(name) if not any(_is(each, there) for there in plugins))
    registered = facts.get("markers").registered.get(name)
    used = [(file, mark) for file, mark in facts.get("sources").marks if mark.name == name]
    if not (plugins or known or registered or used):
        return
    own = registered and not any(registered.origin in (each.name, each.file) for each in plugins)
    title = f"{name} is a marker registered in {registered.origin}" if registered and own and not plugins else ""
    yield Meaning(
        "marker",
        title or _title(name, "a marker", plugins, known),
        (
            *(state(each) for each in plugins),
            *absence(known, facts),
            *([("registered", f"{registered.origin}{spot(registered.place)}")] if registered and own else []),
            *_use_lines([mark.place for _, mark in used]),
            *history(("marker",), name, facts),
        ),
    )


def fixture(name: str, facts: Facts) -> Iterator[Meaning]:
    """A fixture, of a plugin or of the project."""
    plugins, knowledge = facts.get("plugins").with_fixture(name), facts.get("knowledge")
    plugins = tuple(each for each in plugins if not each.file)  # conftests are told with their place
    known = tuple(each for each in knowledge.with_fixture(name) if not any(_is(each, there) for there in plugins))
    defined = [(file, each) for file in facts.get("sources") for each in file.fixtures if each.name == name]
    changes = tuple(history(("fixture",), name, facts))
    if not (plugins or known or defined or changes):
        return
    found = next((each.provided.fixture(name) for each in (*plugins, *known)), None)
    title = _title(name, "a fixture", plugins, known) if plugins or known else f"{name} is a fixture of this project"
    if not (plugins or known or defined):
        title = f"{name} is a fixture that is no more"
    yield Meaning(
        "fixture",
        title,
        (
            *(state(each) for each in plugins),
            *absence(known, facts),
            *_fixture_lines(found),
            *(("defined", f"{each.place}, scope {each.scope or 'computed'}") for _, each in defined),
            *_use_lines([test.place for _, test in facts.get("sources").tests if name in test.requests]),
            *changes,
        ),
    )


def _fixture_lines(found: PluginFixture | None) -> Iterator[tuple[str, str]]:
    if found:
        yield "scope", f"{found.scope or 'computed'}{', autouse' if found.autouse else ''}"


def _use_lines(places: list[object]) -> Iterator[tuple[str, str]]:
    if places:
        more = f", and in {len(places) - 1} more places" if len(places) > 1 else ""
        yield "used", f"{places[0]}{more}"


def plugin(name: str, facts: Facts) -> Iterator[Meaning]:
    """A plugin, by entry-point name, distribution or module."""
    here = [each for each in facts.get("plugins") if name in (each.name, each.module) or same(each.distribution, name)]
    knowledge = facts.get("knowledge")
    known = tuple(
        each
        for each in knowledge.plugins
        if (same(each.distribution, name) or any(name in (point.name, point.module) for point in each.entry_points))
        and not any(_is(each, there) for there in here)
    )
    for each in here:
        yield Meaning("plugin", _plugin_title(name, owner(each)), (state(each), *_brings(each, facts)))
    for each in known:
        points = ", ".join(point.name for point in each.entry_points)
        yield Meaning(
            "plugin",
            _plugin_title(name, f"{each.distribution} (entry point {points})"),
            (*absence((each,), facts), *_brings(each, facts)),
        )


def _plugin_title(name: str, whose: str) -> str:
    return f"{name} is a plugin" if whose.partition(" ")[0] == name else f"{name} is a plugin: {whose}"


def _brings(found: Plugin | KnownPlugin, facts: Facts) -> Iterator[tuple[str, str]]:
    """What it provides, and what is known to fight with it."""
    provided = found.provided
    lists = (
        ("options", [option.names[-1] for option in provided.options]),
        ("keys", [key.name for key in provided.ini]),
        ("markers", [marker.name for marker in provided.markers]),
        ("fixtures", [fixture.name for fixture in provided.fixtures if not fixture.name.startswith("_")]),
    )
    yield from ((label, ", ".join(names)) for label, names in lists if names)
    for conflict in facts.get("knowledge").conflicts:
        if found.distribution and found.distribution.lower() in conflict.plugins:
            others = [name for name in conflict.plugins if not same(name, found.distribution)]
            beside = f"beside {' and '.join(others)}: " if others else ""
            yield "trouble", f"{beside}{conflict.what}; {conflict.cure} ({conflict.url})"


def _title(name: str, what: str, plugins: tuple[Plugin, ...], known: tuple[KnownPlugin, ...]) -> str:
    whose = [*dict.fromkeys(owner(each) for each in plugins), *dict.fromkeys(each.distribution for each in known)]
    if not whose:
        return f"{name} is {what} that is no more"
    shown = ", ".join(whose[:3]) + (f" and {len(whose) - 3} more plugins" if len(whose) > 3 else "")
    return f"{name} is {what} of {shown}"


def _is(known: KnownPlugin, there: Plugin) -> bool:
    return bool(there.distribution) and same(known.distribution, there.distribution)


KINDS = {"option": option, "ini": ini_key, "marker": marker, "fixture": fixture, "plugin": plugin}

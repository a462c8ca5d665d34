"""An option or configuration key is asked for by a name that nobody adds.

## Why

`config.getoption("--runslow")` looks for the option that `parser.addoption("--run-slow")` adds by its exact name, or by
the name of its destination, `run_slow`. Any other name is a `ValueError: no option named …` when the line runs, in a
hook an INTERNALERROR. The text of `skipif("not config.getoption('--runslow')")` is such a line of each test that bears
it. `config.getini` asks in the same way for
what `parser.addini` registers, and `config.addinivalue_line` adds to it: the key of markers is `markers`.

See https://docs.pytest.org/en/stable/reference/reference.html#pytest.Config.getoption and
https://github.com/pytest-dev/pytest/issues/7043.

## Instead

Ask by the name that is added; give `getoption` a default where the option may be missing.

## Fix safety

Where the two names differ in dashes and underscores alone it is safe: nothing else can be meant, and the line fails
without it. Other names are a guess.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import IniValues, PytestConfig
from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import Fix
from doctor.model.places import Place
from doctor.model.plugins import Kind, Knowledge, Plugins
from doctor.model.rewrites import RenameWord
from doctor.model.sources import Call, Expr, SourceFile, Sources
from doctor.rules.markers._text_conditions import options_asked
from doctor.rules.phrases import listing, nearest
from doctor.rules.plugins._loaded import loaded
from doctor.rules.registry import rule

ASKS = ("getoption", "getvalue", "getini", "addinivalue_line")
OF_KEYS = (".getini", ".addinivalue_line")
CONDITION = "config.getoption"  # in the text of a skipif
LOCAL = (Kind.CONFTEST, Kind.MODULE, Kind.FLAG)


@rule(severity=Severity.ERROR, since="0.1")
def check(
    sources: Sources, plugins: Plugins, config: PytestConfig, ini: IniValues, knowledge: Knowledge
) -> Iterator[Problem]:
    calls = ((file, call) for file in loaded(sources, config) for call in file.calls)
    asked = [(file, call, name) for file, call in calls if (name := asked_for(call, file))]
    asked += [(file, *each) for file in sources.collected for each in in_conditions(file)]
    if not asked:
        return
    options, keys = dict(own_options(sources)), own_keys(plugins)
    lines = {key.name: None for plugin in plugins.active for key in plugin.provided.ini if key.type == "linelist"}
    known = {each for plugin in plugins for option in plugin.provided.options for each in names_of(option.names)}
    for file, call, name in asked:
        if call.name.endswith(OF_KEYS):
            if not plugins.with_ini_key(name) and name not in ini.values and not plugins.computes("ini"):
                there = {**lines, **keys} if call.name.endswith("addinivalue_line") else keys
                near = same(name, there) or nearest(name, there)
                if near or (plugins.complete and not knowledge.with_ini_key(name)):
                    yield of_key(file, call, name, near, keys)
        elif name not in known and name not in options and not knowledge.with_option(long(name)):
            told = name.startswith("--") and plugins.complete and not plugins.computes("options")
            near = same(name, options) or (nearest(name, options) if told else None)  # a `dest=` may be called anything
            if near:
                yield of_option(call, name, near, options[near])
            elif told and options and call.name == CONDITION:
                yield of_nobody(call, name, options)


def in_conditions(file: SourceFile) -> Iterator[tuple[Call, str]]:
    """What `skipif("not config.getoption('--db')")` asks for, where no other mark may skip the test before."""
    own = {each.alias for each in file.imports} | {name for name, _ in file.assigned}
    found: dict[Place, tuple[Call, str]] = {}
    for test in file.tests if "config" not in own else ():
        marks = [mark for mark in test.marks if mark.name in ("skip", "skipif", "xfail")]
        parts = marks[0].expr.parts if len(marks) == 1 and marks[0].expr.kind == "call" else ()
        for name in options_asked(parts[0].text or "") if len(parts) == 1 else ():
            found.setdefault(parts[0].place, (Call(Expr("call", parts[0].place, CONDITION, parts)), name))
    yield from found.values()


def asked_for(call: Call, file: SourceFile) -> str:
    """The name that is asked for without a default, where nothing catches the failure; "" for other calls."""
    holder, _, method = call.name.rpartition(".")
    if method not in ASKS or not holder.lower().rpartition(".")[2].endswith("config") or not call.expr.parts:
        return ""
    if file.collected and "request.config" not in holder and "pytestconfig" not in holder:
        return ""  # tests of plugins make configurations of their own
    has_default = method in ASKS[:2] and (len(call.expr.parts) > 1 or call.expr.keywords)
    if call.guarded or call.branch or has_default:
        return ""
    return call.expr.parts[0].text or ""


def own_options(sources: Sources) -> Iterator[tuple[str, Place]]:
    """The names and destinations that the project's own files add."""
    for file in sources.reaching_others:
        for call in file.calls:
            if call.name.endswith("addoption"):
                names = [part.text for part in call.expr.parts if part.text]
                dest = call.expr.keyword("dest")
                found = [*names, dest.text or ""] if dest else names_of(tuple(names))
                yield from ((name, call.place) for name in found if name)


def names_of(names: tuple[str, ...]) -> list[str]:
    """Those of an option, and the destination that argparse makes of them."""
    long_names = [name for name in names if name.startswith("--")] or list(names)
    return [*names, *(name.lstrip("-").replace("-", "_") for name in long_names[:1])]


def own_keys(plugins: Plugins) -> dict[str, Place | None]:
    return {key.name: key.place for each in plugins if each.kind in LOCAL for key in each.provided.ini}


def long(name: str) -> str:
    return name if name.startswith("-") else f"--{name.replace('_', '-')}"


def plain(name: str) -> str:
    return name.replace("-", "").replace("_", "").lower()


def same(name: str, known: dict[str, Place] | dict[str, Place | None]) -> str | None:
    """The one that differs in dashes and underscores alone, as it would be written in the place of this one."""
    found = [each for each in known if plain(each) == plain(name)]
    return next((each for each in found if each.startswith("-") == name.startswith("-")), next(iter(found), None))


def of_option(call: Call, name: str, near: str, place: Place) -> Problem:
    return Problem(
        place=call.expr.parts[0].place,
        message=f"option '{name}' is asked for, and the one that is added is '{near}'",
        label="nobody adds this",
        related=(Related(place, "added here"),),
        consequence=f"ValueError: no option named '{name}'",
        help=f"write '{near}'",
        fix=fix(call, name, near),
    )


def of_nobody(call: Call, name: str, options: dict[str, Place]) -> Problem:
    added = [each for each in options if each.startswith("--")]
    return Problem(
        place=call.expr.parts[0].place,
        message=f"option '{name}' is asked for, and nobody adds it",
        label="nobody adds this",
        related=tuple(Related(options[each], f"'{each}' is added here") for each in added[:3]),
        consequence=f"ValueError: no option named '{name}'",
        help=f"ask for one that is added ({listing(added)}), or add it with parser.addoption",
    )


def of_key(file: SourceFile, call: Call, name: str, near: str | None, keys: dict[str, Place | None]) -> Problem:
    place = keys.get(near or "")
    return Problem(
        place=call.expr.parts[0].place,
        message=f"configuration key '{name}' is asked for, and nobody registers it"
        + (f"; '{near}' is registered" if near else ""),
        label="not registered",
        related=(Related(place, "registered here"),) if place else (),
        consequence=f"ValueError: unknown configuration value: '{name}'",
        help=f"write '{near}'" if near else f"register it: parser.addini('{name}', …) in pytest_addoption",
        fix=fix(call, name, near) if near else None,
    )


def fix(call: Call, name: str, near: str) -> Fix:
    change = RenameWord(call.expr.parts[0].place, name, near)
    return Fix(f"write '{near}' in place of '{name}'", (change,), safe=plain(near) == plain(name))

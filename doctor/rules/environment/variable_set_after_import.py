"""A conftest.py sets a variable below the import of what reads it.

## Why

`DATABASE = os.environ.get("SHOP_DATABASE", "production")` at the top of a module is worked out once, when the module is
imported. A conftest.py that imports it first and sets the variable below comes too late: the tests run with the value
that was there before, on another machine with another one. Tools that sort imports move them above such a line.

See https://github.com/mlrun/mlrun/pull/41 and https://github.com/kgdunn/process-improve/issues/309.

Nothing is said of what is read within functions, nor of a module that is reloaded.

## Instead

Set the variable above the import (`# noqa: E402` keeps the import there), or by pytest-env, which does it before any
conftest.py is loaded.

## Fix safety

The module gets another value, so it is not done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.environment import Modules, Variables
from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import Fix, InsertLine, RemoveLines
from doctor.model.outlines import Outlines
from doctor.model.places import Place
from doctor.model.reached import reached
from doctor.model.record import Record
from doctor.model.sources import SourceFile, Sources
from doctor.rules.cures import literal
from doctor.rules.registry import rule

LOADING = ("load_dotenv", "read_env", "read_dotenv", "putenv")


class Set(Record):
    """A variable that a conftest sets under no condition; `value` is None where it is worked out."""

    name: str
    place: Place
    value: str | None


class Late(Record):
    """What is set too late: `module` has read it at `read`, led there by the import `above`."""

    set: Set
    module: str
    above: Place
    read: Place


@rule(severity=Severity.WARNING, since="0.1")
def check(sources: Sources, modules: Modules, outlines: Outlines, variables: Variables) -> Iterator[Problem]:
    for file in sources.conftests:
        for late in late_in(file, modules, outlines):
            value = late.set.value
            if not is_set_elsewhere(late, sources) and (value is None or value != variables.get(late.set.name)):
                yield problem(late, file)


def late_in(file: SourceFile, modules: Modules, outlines: Outlines) -> Iterator[Late]:
    sets = sorted(set_in(file), key=lambda each: each.place)
    if not sets or any(call.name.endswith("reload") for call in file.calls):
        return
    above = [each for each in file.imports if not each.guarded and each.place.line < sets[-1].place.line]
    known: set[str] = set()
    for each in sorted(above, key=lambda each: each.place):
        for module in reached((each.module, each.dotted), file.path, modules, known):
            outline = outlines.of(module)
            readings = {reading.variable: reading.place for reading in reversed(outline.readings)} if outline else {}
            for found in [one for one in sets if one.name in readings and each.place.line < one.place.line]:
                yield Late(found, module.name, each.place, readings[found.name])
                sets = [other for other in sets if other.name != found.name]


def set_in(file: SourceFile) -> Iterator[Set]:
    """The variables that the module itself sets under no condition."""
    for write in file.writes:
        target = write.target
        if not write.within and not write.guarded and write.value is not None and write.name == "os.environ[]":
            name = target.parts[1].text if len(target.parts) > 1 else None
            if name:
                yield Set(name, target.place, write.value.text)


def is_set_elsewhere(late: Late, sources: Sources) -> bool:
    """May another conftest or plugin, or a line above the import, set it in time?"""
    for file in sources.reaching_others:
        calls = [
            call.place for call in file.calls if call.name.endswith(LOADING) or call.name.startswith("os.environ.")
        ]
        others = [each.place for each in set_in(file) if each.name == late.set.name and each.place != late.set.place]
        if any(place.file != late.above.file or place.line < late.above.line for place in (*others, *calls)):
            return True
    return False


def problem(late: Late, file: SourceFile) -> Problem:
    name = late.set.name
    return Problem(
        place=late.set.place,
        message=f"'{name}' is set below the import of '{late.module}', which reads it while it is imported",
        label="too late",
        related=(Related(late.above, "imported here"), Related(late.read, "read here, once")),
        consequence=f"'{late.module}' keeps what {name} was before, or its default",
        help=f"set {name} above the import, or by pytest-env",
        fix=moved(late, file),
    )


def moved(late: Late, file: SourceFile) -> Fix | None:
    """The line goes above the import, where `os` is known by then."""
    os_line = min((each.place.line for each in file.imports if each.module == "os" and not each.name), default=0)
    if late.set.value is None or not os_line or os_line >= late.above.line:
        return None
    line = f'os.environ["{late.set.name}"] = {literal(late.set.value)}'
    changes = (InsertLine(late.above, line), RemoveLines(late.set.place))
    return Fix(f"set {late.set.name} above the import", changes)

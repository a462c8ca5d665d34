"""A variable is read as a flag, and its value says "no".

## Why

Whatever stands in a variable is text, and every text but the empty one is true. `bool(os.environ.get("X"))` and
`not os.environ.get("X")` take `X=false` and `X=0` for yes.

See https://docs.python.org/3/library/os.html#os.environ.

## Instead

Compare with the values that are meant: `os.environ.get("X", "").lower() in ("1", "true", "yes")`; or unset the variable
in place of setting it to `false`.

The finding is made where the variable is now set to such a word, or is not set and has such a default, and the code is
seen to read it this way: in the tests, a conftest.py, or a helper of theirs that they import the name from. Nothing is
said of what a test or hook asks where the file speaks of the variable besides.

## Fix safety

The code decides otherwise where the variable says no, which is what is wanted; it is not done unasked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from doctor.model.environment import Variables
from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import Change, Fix, Replace
from doctor.model.places import ENVIRONMENT, Place
from doctor.model.slips import Slip
from doctor.model.sources import Expr, SourceFile, Sources
from doctor.rules.cures import may_edit
from doctor.rules.phrases import uses
from doctor.rules.registry import rule

NO = ("0", "false", "no", "off")
READS = ("os.environ.get", "os.getenv")


@rule(severity=Severity.WARNING, since="0.1")
def check(variables: Variables, sources: Sources) -> Iterator[Problem]:
    words = {name: text for name, text in variables.values.items() if text.lower() in NO}
    files = [file for file in sources if file.collected or file.role in ("conftest", "plugin")]
    for name, found in read_on_import(files, words, imported_flags(sources, files) if words else ()).items():
        yield problem(name, words[name], [read.place for read in found]).replace(fix=fix(name, found))
    flags = {slip.place: slip for file in files for slip in reversed(file.flows.slips) if slip.how == "flag"}
    for slip in flags.values():
        if variables.get(slip.name) is None and slip.text.lower() in NO:
            yield by_default(slip)
        elif slip.name in words and slip.within and not slip.others:
            yield problem(slip.name, words[slip.name], [slip.place]).replace(fix=compared(slip))


def imported_flags(sources: Sources, files: list[SourceFile]) -> list[Expr]:
    """What names of the tests' own helpers are given that one of these files imports, or asks for in a mark."""
    asked = {(each.module.rpartition(".")[2], each.name) for file in files for each in file.imports if each.name}
    conditions = (mark.expr.argument(0, "condition") for file in files for mark in file.marks)
    names = (str(part.value) for expr in conditions if expr for part in expr.nested() if part.kind == "name")
    asked |= {(module.rpartition(".")[2], last) for module, _, last in (name.rpartition(".") for name in names)}
    return [
        value
        for file in sources
        for name, value in (file.assigned if file.role == "module" else ())
        if (file.path.removesuffix(".py").rpartition("/")[2], name) in asked and file.value(name) is value
    ]


def read_on_import(
    files: list[SourceFile], words: Mapping[str, str], imported: Iterable[Expr] = ()
) -> dict[str, list[Expr]]:
    """Conditions of marks, and what names at the top of a file are given, by the variable that says no."""
    reads: dict[str, list[Expr]] = {}
    exprs: list[Expr | None] = list(imported)
    for file in files:
        conditions = [mark.expr.argument(0, "condition") for mark in file.marks if mark.name in ("skipif", "xfail")]
        exprs += [*conditions, *(value for _, value in file.assigned)] if words else ()
    for expr in exprs:
        read = flag(expr) if expr else None
        if read and read.parts[0].text in words:
            reads.setdefault(read.parts[0].text or "", []).append(read)
    return reads


def by_default(slip: Slip) -> Problem:
    """The variable is not set, and the flag is always taken for yes."""
    return problem(slip.name, slip.text, [slip.place]).replace(
        message=f"{slip.name} is not set, and this code takes its default '{slip.text}' for yes, as any text",
        related=tuple(Related(place, "asked here") for place in slip.others),
        help=f'write os.environ.get("{slip.name}", "").lower() in ("1", "true", "yes")',
        fix=compared(slip),
    )


def compared(slip: Slip) -> Fix | None:
    change = Replace(behind(slip.place), '.lower() in ("1", "true", "yes")')
    is_text = bool(slip.text) and may_edit(slip.place)
    return Fix(f"compare {slip.name} with the words that mean yes", (change,)) if is_text else None


def flag(expr: Expr) -> Expr | None:
    """The call that reads a variable, where its result is used as a boolean and nothing else."""
    inner = expr.parts[0] if len(expr.parts) == 1 else None
    if inner is None or not (expr.kind == "comparison" or (expr.kind == "call" and expr.value == "bool")):
        return None
    is_read = inner.kind == "call" and inner.value in READS and bool(inner.parts)
    return inner if is_read and inner.parts[0].text else None


def fix(name: str, reads: list[Expr]) -> Fix | None:
    """Each read is compared with the words that mean yes."""
    changes: list[Change] = []
    for read in reads:
        default = read.argument(1, "default")
        if read.keywords or not may_edit(read.place):
            return None
        if default is None:
            changes.append(Replace(behind(read.parts[0].place), ', ""'))
        elif default.text is None:
            changes.append(Replace(default.place, '""'))
        changes.append(Replace(behind(read.place), '.lower() in ("1", "true", "yes")'))
    return Fix(f"compare {name} with the words that mean yes", tuple(changes))


def behind(place: Place) -> Place:
    return place.replace(line=place.end_line, column=place.end_column)


def problem(name: str, text: str, places: list[Place]) -> Problem:
    return Problem(
        place=places[0],
        message=f"{name} is '{text}' here, and this code takes any text for yes",
        label="true for every text but the empty one",
        related=(Related(Place(ENVIRONMENT), f"{name}={text}"), *uses(places[1:], "and here")),
        consequence="the code goes on as if the flag were set",
        help=f'write os.environ.get("{name}", "").lower() in ("1", "true", "yes"), or unset {name}',
    )

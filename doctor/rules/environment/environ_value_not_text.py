"""A variable of the environment is set to something that is no text.

## Why

`os.environ["PORT"] = 8080` raises `TypeError: str expected, not int`. In a conftest it ends the run before the first
test; in a test file it is an error of the collection, or of the test. So do `os.environ.update(PORT=8080)`,
`patch.dict(os.environ, {"PORT": 8080})` and `monkeypatch.setitem(os.environ, "PORT", 8080)`
(https://docs.python.org/3/library/os.html#os.environ, https://github.com/avocado-framework-tests/avocado-misc-tests/pull/1153).

## Instead

`os.environ["PORT"] = "8080"`. `monkeypatch.setenv` wants a text, too, makes one of a number, and warns.

## Fix safety

Safe for numbers: the line raises as it stands. True and False are written as a text, not unasked, for "False" is true
to some who read it. What None should be is for people to say.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.sources import Class, Expr, Function, SourceFile, Write
from doctor.rules.excused import is_excused
from doctor.rules.registry import rule

ENVIRON = "os.environ"
PATCHES = tuple(f"{home}.patch.dict" for home in ("unittest.mock", "mock", "mock.mock", "mocker"))
SETTING = frozenset({f"{ENVIRON}.setdefault", f"{ENVIRON}.update", "os.putenv", "monkeypatch.setitem", *PATCHES})
REPLACING = ("setattr", ".patch", ".patch.object")
OWN = ("in_dict", "values", "clear", "**")  # keywords of patch.dict that are no variables


@rule(severity=Severity.ERROR, since="0.1")
def check(file: SourceFile) -> Iterator[Problem]:
    writes = [write for write in file.writes if write.name == f"{ENVIRON}[]" and not write.guarded]
    given = [(write.within, pair) for write in writes for pair in pairs_of_write(write)]
    given += [(within, pair) for within, expr in setting_calls(file) for pair in pairs_of_call(expr)]
    wrong = [(within, name, value) for within, (name, value) in given if is_no_text(value)]
    if wrong and not replaces_environ(file):
        for within, name, value in wrong:
            if not is_excused(file, within, value.place.line):
                yield problem(name, value)


def setting_calls(file: SourceFile) -> Iterator[tuple[str, Expr]]:
    """The calls, decorators among them, that may set variables, each with the function around it."""
    found = [(within, each) for within, each in decorators_of(file) if each.value in SETTING]
    found += [(call.within, call.expr) for call in file.calls if call.expr.value in SETTING and not call.guarded]
    yield from {expr.place: (within, expr) for within, expr in found}.values()  # a decorator may be among the calls


def decorators_of(file: SourceFile) -> Iterator[tuple[str, Expr]]:
    items: tuple[Function | Class, ...] = (*file.functions, *file.classes)
    return ((item.qualname, each) for item in items for each in item.decorators)


def replaces_environ(file: SourceFile) -> bool:
    """Does the file put something else in its place, which may take any value?"""
    exprs = [*(call.expr for call in file.calls), *(each for _, each in decorators_of(file))]
    return any(is_replacing(each) for each in exprs) or any(write.name == ENVIRON for write in file.writes)


def is_replacing(expr: Expr) -> bool:
    """`monkeypatch.setattr(os, "environ", {})`, `patch("os.environ", {})`."""
    if not str(expr.value).endswith(REPLACING) or not expr.parts:
        return False
    owner = str(expr.parts[0].value)
    attribute = expr.parts[1].text if len(expr.parts) > 1 else None
    return owner.endswith(ENVIRON) or (owner == "os" and attribute == "environ")


def pairs_of_write(write: Write) -> Iterator[tuple[str, Expr]]:
    if write.value is not None:
        yield write.target.parts[-1].text or "", write.value


def pairs_of_call(expr: Expr) -> Iterator[tuple[str, Expr]]:
    """The variables that a call sets, each with its value."""
    called, first = str(expr.value), expr.parts[0] if expr.parts else None
    if expr.kind != "call":
        return
    if called in (f"{ENVIRON}.setdefault", "os.putenv"):
        yield from pair(expr.argument(0, "key"), expr.argument(1, "value"))
    elif called == f"{ENVIRON}.update":
        yield from written(first, expr)
    elif called == "monkeypatch.setitem" and is_environ(expr.argument(0, "dic")):
        yield from pair(expr.argument(1, "name"), expr.argument(2, "value"))
    elif called in PATCHES and is_environ(expr.argument(0, "in_dict")):
        yield from written(expr.argument(1, "values"), expr)


def is_environ(target: Expr | None) -> bool:
    return target is not None and target.kind in ("name", "constant") and target.value == ENVIRON


def pair(name: Expr | None, value: Expr | None) -> Iterator[tuple[str, Expr]]:
    if value is not None:
        yield name.text or "" if name else "", value


def written(given: Expr | None, call: Expr) -> Iterator[tuple[str, Expr]]:
    """Those of a dictionary that is written there, and the keywords."""
    if given is not None and given.kind == "dict":
        known = zip(given.parts, given.values, strict=False)
        yield from ((key.text or "", value) for key, value in known if key.kind != "starred")
    yield from ((key, value) for key, value in call.keywords if key not in OWN)


def is_no_text(value: Expr) -> bool:
    return value.kind == "constant" and not isinstance(value.value, (str, bytes))


def problem(name: str, value: Expr) -> Problem:
    kind, text = type(value.value).__name__, repr(value.value)
    is_number = kind in ("int", "float")
    is_plain = is_number or kind == "bool"
    variable = f"the variable {name}" if name else "a variable of the environment"
    return Problem(
        place=value.place,
        message=f"{variable} is set to {text}, which is no text",
        label=f"{kind}, not str",
        consequence=f"TypeError: str expected, not {kind}",
        help=f'write "{text}"',
        fix=Fix(f'write "{text}"', (Replace(value.place, f'"{text}"'),), safe=is_number) if is_plain else None,
    )

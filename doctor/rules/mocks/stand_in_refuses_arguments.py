"""A lambda or a plain value takes the place of a function, and cannot be called as that is.

## Why

`monkeypatch.setattr(Api, "load", lambda: [7])` puts a function on the class: `api.load()` gives it the object, as any
method, and ends with "<lambda>() takes 0 positional arguments but 1 was given". So does a lambda in place of a function
that is always given more than it takes
(https://docs.python.org/3/tutorial/classes.html#method-objects). `monkeypatch.setattr(rates, "fetch_rate", 1.5)` puts a
number there: "'float' object is not callable".

## Instead

`lambda self: [7]`, or `lambda *args, **kwargs: [7]`; a mock takes anything: `patch.object(Api, "load",
return_value=[7])`, and with `autospec=True` just what the real one takes.

For a value: `lambda *args: 1.5`, or a mock with `return_value=1.5`. Nothing is said of None, True and False, which the
code may ask for, nor of functions that their own module does not call.

Nothing is said of functions with stars, decorators or several definitions. Of all but values, and lambdas without
parameters on classes, a note is made: a stand-in that nobody calls may be left over from an older version.

## Fix safety

The parameters, or the lambda around a value, are written only when asked for: the test then goes on with the stand-in.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.environment import Modules
from doctor.model.findings import Confidence, Problem, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.outlines import Outline, Outlines
from doctor.model.places import Place
from doctor.model.sources import Expr, SourceFile
from doctor.rules.cures import wrapped
from doctor.rules.excused import is_excused
from doctor.rules.mocks._targets import Patched, may_be_of_project, patched
from doctor.rules.outlined import is_shadowed, meaning, outlined
from doctor.rules.phrases import plural
from doctor.rules.registry import rule

ANY = 1000
IMPLICIT = ("__new__", "__init_subclass__", "__class_getitem__")  # no methods of objects, without a decorator


@rule(severity=Severity.WARNING, since="0.1")
def check(file: SourceFile, modules: Modules, outlines: Outlines) -> Iterator[Problem]:
    if not (file.collected or file.role in ("conftest", "plugin")):
        return
    for each in patched(file):
        is_value = each.new is not None and is_plain(each.new)
        is_lambda = each.new is not None and each.new.kind == "other" and str(each.new.value).startswith("lambda ")
        if each.new is None or not (is_lambda or is_value):
            continue
        is_own = each.is_text or may_be_of_project(each.target, file)
        if not is_own or (not each.is_text and is_shadowed(each.target, file, outlines)):
            continue
        target = meaning(each.target, file, modules, outlines)[-1]
        for outline, name in outlined(target, file, modules, outlines):
            if is_value and is_called(name, outline) and not is_excused(file, each.within, each.place.line):
                yield of_value(each, each.new)
            is_known = is_lambda and name in outline.counts and name.rpartition(".")[2] not in IMPLICIT
            if is_known and not is_excused(file, each.within, each.place.line):
                yield from judged(each, each.new.place, taken(str(each.new.value)), outline.counts[name], "." in name)


def is_plain(value: Expr) -> bool:
    """Is it a value that cannot be called, and that nobody asks whether it is there?"""
    if value.kind == "constant":
        return value.value is not None and not isinstance(value.value, bool)
    return value.kind in ("list", "tuple", "dict", "set", "fstring", "comparison")


def is_called(name: str, outline: Outline) -> bool:
    """Does the module of a function call it, and nothing else with it?"""
    last = name.rpartition(".")[2]
    is_told = name in outline.functions and last not in (*IMPLICIT, "__init__", "__call__")
    return is_told and (last in outline.calls_only if "." not in name else last in outline.called)


def of_value(each: Patched, new: Expr) -> Problem:
    kind = {"constant": type(new.value).__name__, "fstring": "str", "comparison": "bool"}.get(new.kind, new.kind)
    return Problem(
        place=new.place,
        message=f"'{each.target}' is a function, and is replaced by a value that cannot be called",
        label=f"{kind}, no function",
        consequence=f"TypeError: '{kind}' object is not callable, where it is called",
        help="write `lambda *args, **kwargs: …`, or `return_value=…` for a mock",
        confidence=Confidence.MEDIUM,
        fix=Fix("put a function there", wrapped(new.place, "lambda *args, **kwargs: ", "")),
    )


def taken(lambda_: str) -> tuple[int, int]:
    """The least and the most arguments of a lambda."""
    _, least, most = lambda_.split()
    return int(least), ANY if most == "*" else int(most)


def judged(
    each: Patched, place: Place, takes: tuple[int, int], given: tuple[int, int], is_method: bool
) -> Iterator[Problem]:
    """Is there no number of arguments that both can be called with?"""
    is_without = each.target.endswith(".__init__") and takes != (0, 0)  # the test makes the object without arguments
    if is_without or (takes[0] <= given[1] and given[0] <= takes[1]):
        return
    is_few = takes[1] < given[0]
    least = f"takes {plural(takes[1], 'argument') if takes[1] else 'none'}"
    words = least if is_few else f"takes at least {plural(takes[0], 'argument')}"
    count = f"at least {plural(given[0], 'argument')}" if is_few else f"at most {given[1]}" if given[1] else "nothing"
    of_self = ", the object among them" if is_method else ""
    yield Problem(
        place=place,
        message=f"'{each.target}' is given {count}{of_self}, and is replaced by a lambda that {words}",
        label=words,
        consequence="TypeError: <lambda>() takes another number of arguments, where it is called",
        help="write `lambda self: …`"
        if given == (1, 1) and is_method
        else "write the parameters of the real one, or a mock with autospec=True",
        confidence=Confidence.MEDIUM,
        severity=None if is_method and takes == (0, 0) else Severity.NOTE,  # others are often left over, and not called
        fix=widened(place, given, is_method) if takes == (0, 0) else None,
    )


def widened(place: Place, given: tuple[int, int], is_method: bool) -> Fix:
    """Parameters for a lambda that has none."""
    words = "self" if is_method and given == (1, 1) else "*args, **kwargs"
    column = place.column + len("lambda")
    spot = place.replace(column=column, end_line=place.line, end_column=column)
    return Fix(f"write lambda {words}", (Replace(spot, f" {words}"),))

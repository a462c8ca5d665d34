"""A condition of `skipif` or `xfail` is not what pytest takes it for.

## Why

Every positional argument of `skipif` and `xfail` is a condition. A string among them is evaluated as Python code, so
`xfail("not done yet")` is a syntax error. Anything else needs `reason=` beside it. Both are found out only when the
test is set up, which then errors whatever the condition says. A condition that comes from the environment is a string
too: with `CI=true` pytest evaluates the name `true`. And `skipif` without any condition skips always.

What `skip` is given is a reason: `skip(sys.version_info < (3, 8))` is an error in each test, and
`skip("sys.platform == 'win32'")` skips on all machines (https://github.com/pytest-dev/pytest/issues/12582); a reason
beside another one is an error as well. The exception that `xfail` is to wait for is a condition without `raises=`: a
class is always true, so that any failure will do; and with nothing beside it the mark is put on the class, which then
stands in the place of the test.

See https://docs.pytest.org/en/stable/how-to/skipping.html#skipif and
https://docs.pytest.org/en/stable/reference/reference.html#pytest-mark-skipif-ref.

## Instead

`skipif(sys.platform == "win32", reason="…")`, `xfail(reason="not done yet")`,
`skipif(bool(os.environ.get("CI")), reason="…")`, `xfail(raises=ZeroDivisionError)`.

## Fix safety

Of two reasons the named one stays. A reason that stands in the condition's place gets its name; a condition without a
reason gets its own words for one; `bool(…)` is written around what comes from the environment, `raises=` before an
exception. Tests are skipped by it that were errors, so none of it is done unasked. What a mark without condition should
ask for only its author knows.
"""

from __future__ import annotations

import builtins
import re
from collections.abc import Iterator

from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import Change, Fix, Replace
from doctor.model.places import Place
from doctor.model.rewrites import NameReason, RenameWord
from doctor.model.sources import Expr, Mark, SourceFile
from doctor.rules.cures import wrapped
from doctor.rules.markers._parametrize import of_tests
from doctor.rules.registry import rule

EVALUATED = re.compile(r"(?:not )?(?:sys|os|platform|config)\.\w")  # what a condition that is a text asks
TWICE = "Skip.__init__() got multiple values for argument 'reason'"
TOO_MANY = "Skip.__init__() takes from 1 to 2 positional arguments but {} were given"
FROM_ENVIRONMENT = ("os.environ.get", "os.getenv", "os.environ[]")


@rule(severity=Severity.ERROR, since="0.1")
def check(test_file: SourceFile) -> Iterator[Problem]:
    told: set[Place] = set()  # marks with a name of their own are used often, and are wrong once
    for mark in of_tests(test_file):
        if (
            mark.name == "skipif"
            and not mark.expr.parts
            and not any(name != "reason" for name, _ in mark.expr.keywords)
        ):
            yield no_condition(mark)
        elif mark.name in ("skipif", "xfail") and mark.expr.kind == "call" and mark.expr.place not in told:
            told.add(mark.expr.place)
            yield from problems(mark, test_file)
        elif mark.name == "skip" and mark.expr.parts:
            yield from of_skip(mark, mark.expr.parts[0], test_file)


def problems(mark: Mark, file: SourceFile) -> Iterator[Problem]:
    condition = mark.expr.argument(0, "condition")
    if condition is None or condition.kind == "starred":
        return
    no_reason = not any(name in ("reason", "**") for name, _ in mark.expr.keywords)
    if mark.name == "xfail" and is_exception(condition):
        yield of_exception(mark, condition)
    elif condition.text is not None:
        yield from of_text(mark, condition, condition.text)
    elif from_environment(condition, file):
        yield of_environment(mark, condition, resolved(condition, file) or condition)
    elif no_reason and surely_no_text(condition, file):
        yield without_reason(mark, condition)


def of_text(mark: Mark, condition: Expr, text: str) -> Iterator[Problem]:
    if not is_code(text):
        yield Problem(
            place=condition.place,
            message=f"pytest.mark.{mark.name} takes {text!r} for a condition and evaluates it as Python code",
            label="a condition, not a reason",
            consequence=f"the test errors: Error evaluating '{mark.name}' condition … SyntaxError: invalid syntax",
            help=f"write {mark.name}(reason={text!r})" if mark.name == "xfail" else f"write skip(reason={text!r})",
            fix=Fix("make it the reason", reasoned(mark, condition)),
        )


def reasoned(mark: Mark, condition: Expr) -> tuple[Change, ...]:
    """`reason=` before the text; a `skipif` that has no condition is a `skip`."""
    change: Change = Replace(
        condition.place.replace(end_line=condition.place.line, end_column=condition.place.column), "reason="
    )
    return (change, RenameWord(mark.place, "skipif", "skip")) if mark.name == "skipif" else (change,)


def is_code(text: str) -> bool:
    """Would Python compile it as an expression? It is not evaluated."""
    import warnings

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of "x is 1" and the like
            compile(text, "condition", "eval", dont_inherit=True)
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return False
    return True


def resolved(condition: Expr, file: SourceFile) -> Expr | None:
    """The condition itself, or what the module's own name stands for."""
    if condition.kind == "name":
        name = str(condition.value)
        values = [value for key, value in file.assigned if key == name]
        return values[0] if len(values) == 1 else None
    return condition


def from_environment(condition: Expr, file: SourceFile) -> bool:
    found = resolved(condition, file)
    return found is not None and found.kind in ("call", "subscript") and found.value in FROM_ENVIRONMENT


def of_environment(mark: Mark, condition: Expr, read: Expr) -> Problem:
    default = read.argument(1, "default") if read.kind == "call" else None
    is_true = default is not None and default.text != ""  # bool() of a text is true, also of "0"
    code = "…" if condition.kind == "name" else 'os.getenv(…, "0")'
    return Problem(
        place=condition.place,
        message=f"the condition of pytest.mark.{mark.name} is text of a variable, which pytest evaluates as code",
        label="a string when it is set",
        consequence="with the value 'true' the test errors: NameError: name 'true' is not defined; '0' is false",
        help=f'compare it with the value that is meant: `{code} == "1"`'
        if is_true
        else "write bool(…) around it, or compare it with the value that is meant",
        fix=None if is_true else Fix("write bool(…) around the condition", wrapped(condition.place, "bool(", ")")),
        severity=Severity.WARNING,
    )


def surely_no_text(condition: Expr, file: SourceFile) -> bool:
    found = resolved(condition, file)
    return found is not None and (
        found.kind == "comparison"
        or (found.kind == "constant" and isinstance(found.value, (bool, int)))
        or (found.kind == "call" and str(found.value).endswith((".startswith", ".endswith", ".exists", ".is_file")))
        or (found.kind == "call" and found.value in ("bool", "callable", "isinstance", "hasattr", "any", "all"))
    )


def without_reason(mark: Mark, condition: Expr) -> Problem:
    place = mark.place if mark.place.line <= condition.place.line <= mark.place.end_line else mark.expr.place
    return Problem(
        place=place,
        message=f"pytest.mark.{mark.name} has a condition and no reason",
        label="no reason=",
        related=(Related(mark.place, "used here"),) if place is not mark.place else (),
        consequence=f"the test errors: Error evaluating '{mark.name}': you need to specify reason=STRING when using "
        "booleans as conditions.",
        help='add reason="…"',
        fix=Fix("make the condition's words its reason", (NameReason(place),)),
    )


def is_exception(condition: Expr) -> bool:
    """Is it the class of an exception, by its name, or a tuple of such classes?"""
    if condition.kind == "tuple":
        return bool(condition.parts) and all(is_exception(each) for each in condition.parts)
    last = str(condition.value).rpartition(".")[2] if condition.kind == "name" else ""
    return last[:1].isupper() and last.endswith(("Error", "Exception")) and not last.isupper()


def of_exception(mark: Mark, condition: Expr) -> Problem:
    is_alone = condition.kind == "name" and len(mark.expr.parts) == 1 and not mark.expr.keywords
    first = condition.place.replace(end_line=condition.place.line, end_column=condition.place.column)
    consequence = "any failure of the test will do"
    if is_alone and isinstance(getattr(builtins, str(condition.value), None), type):
        consequence = "the file is not collected: TypeError: cannot set 'pytestmark' attribute of immutable type"
    elif is_alone:
        consequence = "the mark is put on the exception's class, which is called in the test's place: it never runs"
    return Problem(
        place=condition.place,
        message="pytest.mark.xfail takes the exception for a condition, which is always true",
        label="no `raises=` before it",
        consequence=consequence,
        help=f"write `raises={condition.value!s}`" if condition.kind == "name" else "write `raises=` before it",
        fix=None
        if any(name == "raises" for name, _ in mark.expr.keywords)
        else Fix("write raises= before it", (Replace(first, "raises="),)),
    )


def of_skip(mark: Mark, given: Expr, file: SourceFile) -> Iterator[Problem]:
    """What is given to `skip` is the reason."""
    has_reason = len(mark.expr.parts) > 1 or any(name == "reason" for name, _ in mark.expr.keywords)
    is_code_text = given.text is not None and bool(EVALUATED.match(given.text)) and is_code(given.text)
    if given.text is not None and has_reason and not is_code_text:
        yield of_two_reasons(mark, given)
    if not is_code_text and (given.text is not None or not surely_no_text(given, file)):
        return
    change: Change = RenameWord(mark.place, "skip", "skipif")
    changes = (change,) if is_code_text or has_reason else (change, NameReason(mark.place))
    error = refusal(mark) if has_reason else "Skipped expected string as 'msg' parameter"
    yield Problem(
        place=given.place,
        message="pytest.mark.skip is given a condition where it takes the reason",
        label="a condition, not a reason",
        consequence="the tests are never run, on any machine"
        if is_code_text and not has_reason
        else f"the test errors: TypeError: {error}",
        help="write skipif in place of skip, and add reason=" if not has_reason else "write skipif in place of skip",
        fix=Fix("make it a skipif", changes) if len(mark.expr.parts) == 1 else None,
    )


def refusal(mark: Mark) -> str:
    count = len(mark.expr.parts)
    return TWICE if count == 1 else TOO_MANY.format(count + 1)


def of_two_reasons(mark: Mark, given: Expr) -> Problem:
    reason = mark.expr.keyword("reason")
    between = given.place.replace(end_line=reason.place.line, end_column=reason.place.column) if reason else None
    is_plain = between and len(mark.expr.parts) == len(mark.expr.keywords) == 1
    return Problem(
        place=given.place,
        message="pytest.mark.skip is given a reason twice",
        label="a reason, and there is another",
        consequence=f"the test errors: TypeError: {refusal(mark)}",
        help="leave one reason",
        fix=Fix("leave the one behind reason=", (Replace(between, "reason="),)) if between and is_plain else None,
    )


def no_condition(mark: Mark) -> Problem:
    return Problem(
        place=mark.place,
        message="pytest.mark.skipif has no condition, and skips always",
        label="no condition",
        consequence="the tests are never run, on any machine",
        help="write the condition as the first argument, or pytest.mark.skip if it is meant for all machines",
        severity=Severity.WARNING,
    )

"""`pytest.main` is given a text instead of a list.

## Why

`pytest.main("-x tests")` is refused: `` `args` parameter expected to be a list of strings ``. Old versions split the
text at its blanks.

See https://docs.pytest.org/en/stable/how-to/usage.html#calling-pytest-from-python-code.

## Instead

`pytest.main(["-x", "tests"])`, and what it returns is the exit code: `sys.exit(pytest.main([...]))`.

## Fix safety

Safe: the call raises a TypeError as it stands.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.sources import Expr, SourceFile
from doctor.rules.expected import is_expected_to_fail
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(file: SourceFile) -> Iterator[Problem]:
    for call in file.calls:
        args = call.expr.argument(0, "args") if call.name == "pytest.main" else None
        if (
            args
            and (args.text is not None or args.kind == "fstring")
            and not is_expected_to_fail(file, call.within, call.place.line)
        ):
            yield problem(args)


def problem(args: Expr) -> Problem:
    words = as_list(args.text) if args.text is not None else ""
    return Problem(
        place=args.place,
        message="pytest.main takes a list of words, and this is one text",
        label="a text",
        consequence="TypeError: `args` parameter expected to be a list of strings",
        help=f"write {words}" if words else "write a list of words",
        fix=Fix(f"write {words}", (Replace(args.place, words),), safe=True) if words else None,
    )


def as_list(text: str) -> str:
    """The words as a shell parts them, "" where it cannot."""
    import shlex

    try:
        words = shlex.split(text)
    except ValueError:
        return ""
    quoted = (f'"{word}"' for word in words)
    return f"[{', '.join(quoted)}]" if not any(set(word) & set('\\"\n') for word in words) else ""

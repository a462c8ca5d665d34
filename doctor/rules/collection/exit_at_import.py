"""A test file ends the process while it is imported.

## Why

pytest imports test files to find their tests. `sys.exit()`, `unittest.main()`, `pytest.main()` or
`parser.parse_args()` at the top of one is called then: SystemExit goes through pytest and ends it, "mainloop: caught
unexpected SystemExit!", and no test of any file runs. `parse_args()` reads pytest's own words
(https://docs.python.org/3/library/argparse.html#the-parse-args-method).

## Instead

Write it below `if __name__ == "__main__":`; a parser that the tests need is given its words: `parser.parse_args([])`.

## Fix safety

The condition is written above the statement, where the call is all of it, and not unasked: what else of the file is a
script's is for its author to say.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix
from doctor.model.rewrites import GuardStatement
from doctor.model.sources import Call, SourceFile
from doctor.rules.registry import rule

EXITS = frozenset({"sys.exit", "exit", "quit", "os._exit", "os.abort", "unittest.main", "pytest.main", "nose.main"})

MAIN = 'if __name__ == "__main__":'


@rule(severity=Severity.ERROR, since="0.1")
def check(test_file: SourceFile) -> Iterator[Problem]:
    for call in test_file.calls:
        if not call.within and not call.guarded and not call.branch and ends(call, test_file):
            yield problem(call, test_file)


def ends(call: Call, file: SourceFile) -> bool:
    if call.name in EXITS:
        is_own = "." not in call.name and (file.function(call.name) or file.value(call.name))
        runs_on = call.name == "unittest.main" and call.expr.keyword("exit") is not None
        return not is_own and not runs_on and (call.name != "pytest.main" or call.is_statement)
    parser, _, last = call.name.rpartition(".")
    if last != "parse_args" or call.expr.parts or call.expr.keywords:
        return False
    value = file.value(parser) if "." not in parser else None
    return parser == "argparse.ArgumentParser()" or (value is not None and value.value == "argparse.ArgumentParser")


def problem(call: Call, file: SourceFile) -> Problem:
    is_parser = call.name.endswith("parse_args")
    if call.name == "pytest.main":
        consequence = "pytest is called once more while it collects, which imports the file once more"
    elif is_parser:
        consequence = "the parser reads pytest's own words: what it does not know ends pytest with SystemExit: 2"
    else:
        consequence = "no test of any file runs: mainloop: caught unexpected SystemExit!"
    return Problem(
        place=call.place,
        message=f"{file.path} calls {call.name.rpartition('.')[2] if is_parser else call.name}() while it is imported",
        label="ends pytest",
        consequence=consequence,
        help='give it its words, `parse_args([])`, or write it below `if __name__ == "__main__":`'
        if is_parser
        else 'write it below `if __name__ == "__main__":`',
        severity=Severity.WARNING if is_parser else None,
        fix=Fix(f"write '{MAIN}' above it", (GuardStatement(call.place, MAIN[3:-1]),)) if call.is_statement else None,
    )

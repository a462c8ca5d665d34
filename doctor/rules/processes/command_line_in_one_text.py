"""A test starts a program by a whole command line in one text, without a shell.

## Why

`subprocess.run("tool --version")` looks for a program of the name "tool --version": FileNotFoundError. On Windows alone
the text is taken apart.

See https://docs.python.org/3/library/subprocess.html#frequently-used-arguments.

Nothing is said where the file replaces things by mocks, speaks of Windows, or catches the failure.

## Instead

A list of words, `subprocess.run([sys.executable, "tool.py", "--version"])`; or `shell=True`.

## Fix safety

A program is started that was not: it is not done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.sources import SourceFile
from doctor.rules.excused import excused
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(test_file: SourceFile) -> Iterator[Problem]:
    tests = {test.function for test in test_file.tests if not test.file}
    for slip in test_file.flows.slips:
        if slip.how == "one text" and slip.within in tests and slip.within not in excused(test_file):
            words = ", ".join(f'"{word}"' for word in slip.text.split())
            yield Problem(
                place=slip.place,
                message=f"{slip.name} takes '{slip.text}' for the name of a program",
                label="one text",
                consequence=f"the test fails: FileNotFoundError: No such file or directory: '{slip.text}'",
                help=f"write [{words}]",
                fix=Fix(f"write [{words}]", (Replace(slip.place, f"[{words}]"),)) if "{" not in slip.text else None,
            )

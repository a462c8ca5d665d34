"""A test starts a program by a whole command line in one text, without a shell.

## Why

`subprocess.run("tool --version")` looks for a program of the name "tool --version": FileNotFoundError. On Windows alone
the text is taken apart.

See https://docs.python.org/3/library/subprocess.html#frequently-used-arguments.

Nothing is said where the file or a conftest replaces things by mocks, where the file speaks of Windows, or catches the
failure.

## Instead

A list of words, `subprocess.run([sys.executable, "tool.py", "--version"])`; or `shell=True`.

## Fix safety

A program is started that was not: it is not done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.sources import SourceFile, Sources
from doctor.rules.collection._meant_to_fail import certain_slips
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(test_file: SourceFile, sources: Sources) -> Iterator[Problem]:
    found = list(certain_slips(test_file, "one text"))
    for slip in found if found and not any(map(replaces_subprocess, sources.reaching_others)) else ():
        words = ", ".join(f'"{word}"' for word in slip.text.split())
        yield Problem(
            place=slip.place,
            message=f"{slip.name} takes '{slip.text}' for the name of a program",
            label="one text",
            consequence=f"the test fails: FileNotFoundError: No such file or directory: '{slip.text}'",
            help=f"write [{words}]",
            fix=Fix(f"write [{words}]", (Replace(slip.place, f"[{words}]"),)) if "{" not in slip.text else None,
        )


def replaces_subprocess(file: SourceFile) -> bool:
    """Does a fixture put something else in the place of a function of `subprocess`?"""
    return any(touch.state == "attribute" and "subprocess" in touch.item.split(".") for touch in file.touches)

"""setup.cfg has a section [pytest].

## Why

In setup.cfg pytest reads the section `[tool:pytest]`. A section `[pytest]` there was given up in pytest 4.0 and has
been an error since, so that nobody goes on without the options in it
(https://github.com/pytest-dev/pytest/issues/3086).

## Instead

Call the section `[tool:pytest]`, or move it as `[pytest]` into a pytest.ini.

## Fix safety

Renaming is safe where pytest stops at it. Where another file is read, the section can only be removed, which is not
done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import PytestConfig
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, RemoveSection, RenameSection
from doctor.model.invocation import Invocation
from doctor.model.places import Place
from doctor.rules.config._errors import of_rule, said
from doctor.rules.cures import may_edit
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(config: PytestConfig, invocation: Invocation) -> Iterator[Problem]:
    if error := of_rule("setup-cfg-pytest-section", config):
        yield Problem(
            place=error.place,
            message=f"{error.place.file} has a section [pytest]; in setup.cfg it must be called [tool:pytest]",
            label="call it [tool:pytest]",
            consequence=said(error, invocation),
            help="or move it as [pytest] into a pytest.ini",
            fix=fix(error.place.file),
        )
        return
    for file in config.files if config.error is None else ():
        if file.error and "[pytest] section in setup.cfg" in file.error.message and "/" not in file.file:
            yield Problem(
                place=file.error.place,
                message=f"{file.file} has a section [pytest], which pytest 9 refuses; it must be called [tool:pytest]",
                label="not read",
                consequence="pytest 9 reads this file too and stops: " + file.error.message,
                help="remove the section: this configuration is read from another file",
                fix=Fix(f"remove [pytest] from {file.file}", (RemoveSection(file.file, "pytest"),)),
                severity=Severity.WARNING,
            )


def fix(file: str) -> Fix | None:
    if not may_edit(Place(file, 1)):
        return None
    return Fix(
        f"rename [pytest] of {file} to [tool:pytest]", (RenameSection(file, "pytest", "tool:pytest"),), safe=True
    )

"""A hook makes a folder that must not be there yet, and each worker of pytest-xdist calls the hook.

## Why

`pytest_configure` and `pytest_sessionstart` run in the process that was started, and once more in each worker.
`os.mkdir("scratch")` is a FileExistsError the second time: INTERNALERROR.

See https://pytest-xdist.readthedocs.io/en/stable/how-to.html and
https://github.com/pytest-dev/pytest-xdist/issues/809.

Nothing is said where the file speaks of workers, or takes the folder away first.

## Instead

`os.makedirs("scratch", exist_ok=True)`; or `if not hasattr(config, "workerinput"):` around what is to be done once.

## Fix safety

What lies in the folder may be of the run before: it is not done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.calls import Calls
from doctor.model.config import CommandLine
from doctor.model.findings import Problem, Related, Severity
from doctor.model.plugins import Plugins
from doctor.model.sources import SourceFile
from doctor.rules.registry import rule
from doctor.rules.spreading import run_by_workers


def makes_folders(file: SourceFile) -> bool:
    return file.role in ("conftest", "plugin") and any(each.how == "made folder" for each in file.flows.slips)


@rule(severity=Severity.ERROR, since="0.1", suspect=makes_folders)
def check(
    suspects: tuple[SourceFile, ...], command_line: CommandLine, plugins: Plugins, calls: Calls
) -> Iterator[Problem]:
    for slip, option in run_by_workers(suspects, "made folder", command_line, plugins, calls):
        yield Problem(
            place=slip.place,
            message=f"each worker makes '{slip.name}', which is there already",
            label="once in each process",
            related=(Related(option.place, f"'{option.text}' starts the workers"),),
            consequence=f"the run stops: INTERNALERROR, FileExistsError: '{slip.name}'",
            help="give exist_ok=True, or ask for `hasattr(config, 'workerinput')`",
            severity=option.severity or Severity.ERROR,
        )

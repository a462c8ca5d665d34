"""Each run writes its snapshots anew, and so compares nothing.

## Why

`--snapshot-update`, `--force-regen`, `--inline-snapshot=fix` and their like take what the code gives now for what is
right. In `addopts` they do so in every call: a test with a snapshot cannot fail, and the wrong value is committed with
the next change. `--record-mode=rewrite` and `--vcr-record=all` record all requests again, over the network.

See https://syrupy-project.github.io/syrupy/ and https://pytest-regressions.readthedocs.io/en/latest/overview.html.

## Instead

Write them on the command line, when the change of a snapshot is meant.

## Fix safety

The tests begin to compare, and may fail, so it is not done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine, GivenOption, PytestConfig, Source
from doctor.model.findings import Problem, Severity
from doctor.rules.config._winner import is_chosen
from doctor.rules.cures import option_removed
from doctor.rules.registry import rule

# option → the values with which it rewrites; None for an option that does it by itself
REWRITING: dict[str, tuple[str, ...] | None] = {
    "--snapshot-update": None,
    "--force-regen": None,
    "--regen-all": None,
    "--update-goldens": None,
    "--image-snapshot-update": None,
    "--inline-snapshot": ("fix", "create,fix", "fix,create", "create,fix,trim,update"),
    "--record-mode": ("all", "rewrite"),
    "--vcr-record": ("all", "rewrite"),
    "--vcr-record-mode": ("all", "rewrite"),
}


@rule(severity=Severity.ERROR, since="0.1")
def check(command_line: CommandLine, config: PytestConfig) -> Iterator[Problem]:
    if is_chosen(config):
        return
    for name, values in REWRITING.items():
        option = command_line.last(name)
        if not option or not option.known or option.source not in (Source.ADDOPTS, Source.ENVIRONMENT):
            continue
        if values is None or option.value in values:
            yield problem(option, records=name.startswith(("--record", "--vcr")))


def problem(option: GivenOption, records: bool) -> Problem:
    where = "addopts" if option.source is Source.ADDOPTS else "PYTEST_ADDOPTS"
    what = "records all requests anew" if records else "takes what the code gives for what is right"
    return Problem(
        place=option.place,
        message=f"'{option.text()}' is in {where}: every run {what}",
        label="nothing is compared",
        consequence="the tests need the network, and their cassettes never hold"
        if records
        else "no test that compares with a snapshot can fail",
        help=f"take '{option.text()}' out of {where}, and write it on the command line when it is wanted",
        fix=option_removed(option),
    )

"""Every test that fails is run again, and passes if it does so once.

## Why

With `--reruns` (or the key of that name) in the configuration, a test that fails now and then is green, and so is one
that passes only because another ran before it. The failure shows as a count of reruns that nobody reads.

See https://docs.pytest.org/en/stable/explanation/flaky.html.

## Instead

Mark the tests that cannot be relied on with `@pytest.mark.flaky(reruns=2)`, restrict the option with `--only-rerun`, or
add `--fail-on-flaky`.

## Fix safety

Without the option tests that were green may fail, so it is not done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine, IniValues, PytestConfig, Source
from doctor.model.findings import Problem, Severity
from doctor.model.places import Place
from doctor.rules.cures import key_removed, option_removed
from doctor.rules.registry import rule

GLOBAL = ("--reruns", "--retries", "--force-flaky")
NARROWING = ("--only-rerun", "--rerun-except", "--fail-on-flaky")
KEYS = ("reruns", "retries")


@rule(severity=Severity.WARNING, since="0.1")
def check(config: PytestConfig, command_line: CommandLine, ini: IniValues) -> Iterator[Problem]:
    if command_line.all(*NARROWING):
        return
    for option in command_line.all(*GLOBAL):
        if option.known and option.source is not Source.COMMAND_LINE and option.value != "0":
            yield problem(option.text(), option.name, option.place).replace(fix=option_removed(option))
            return
    for name in KEYS:
        key = ini.get(name)
        if key and key.known and key.origin == "file" and key.place and str(key.value) not in ("0", "", "None"):
            yield problem(f"{name} = {key.value}", f"--{name}", key.place).replace(fix=key_removed(config, [name]))


def problem(text: str, name: str, place: Place) -> Problem:
    return Problem(
        place=place,
        message=f"'{text}' reruns every test that fails: a failure that goes away is hidden ({name} for all tests)",
        label="for all tests",
        consequence="a test that fails and then passes counts as passed; exit code 0",
        help=f"take it out and mark single tests with @pytest.mark.flaky, or add --fail-on-flaky beside {name}",
    )

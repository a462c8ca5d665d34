"""`getoption` is given a default, and the option is there: what it gives is None.

## Why

The second argument of `config.getoption("--browser", "chrome")` counts only where nobody adds the option. One that is
added without a default of its own, and is not given, is None.

See https://docs.pytest.org/en/stable/reference/reference.html#pytest.Config.getoption.

Nothing is said where the option is given in the configuration, where the code asks for None, and of `skip=True`, with
which the default holds in place of None.

## Instead

`parser.addoption("--browser", default="chrome")`.

## Fix safety

There is none: other places may ask whether the option is None.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine
from doctor.model.findings import Problem, Related, Severity
from doctor.model.sources import Call, SourceFile, Sources
from doctor.rules.registry import rule

GIVING = ("default", "action", "required", "const", "nargs", "**")


def reads_with_default(file: SourceFile) -> bool:
    return any(slip.how == "default" for slip in file.flows.slips)


@rule(severity=Severity.WARNING, since="0.1", suspect=reads_with_default)
def check(suspects: tuple[SourceFile, ...], sources: Sources, command_line: CommandLine) -> Iterator[Problem]:
    added: dict[str, list[Call]] = {}
    for file in sources.reaching_others if suspects else ():
        for call in file.calls:
            if call.name.endswith("addoption"):
                for name in names_of(call):
                    added.setdefault(name, []).append(call)
    for file in suspects:
        for slip in file.flows.slips:
            found = added.get(slip.name, []) if slip.how == "default" else []
            if len(found) == 1 and is_none(found[0], command_line):
                yield Problem(
                    place=slip.place,
                    message=f"the default {slip.text} of getoption is not used: the option '{slip.name}' is there",
                    label="not used",
                    related=(Related(found[0].place, "added here, without a default"),),
                    consequence="it is None where the option is not given",
                    help=f"write default={slip.text} where it is added",
                )


def names_of(call: Call) -> list[str]:
    """The names of the option, and that of its destination."""
    names = [part.text for part in call.expr.parts if part.text]
    dest = call.expr.keyword("dest")
    long = next((name for name in names if name.startswith("--")), "")
    return [*names, dest.text or "" if dest else long.lstrip("-").replace("-", "_")]


def is_none(call: Call, command_line: CommandLine) -> bool:
    """Is it added in any case, without a default, and given by nobody?"""
    names = [part.text for part in call.expr.parts if part.text]
    is_given = any(command_line.last(name) for name in names)
    is_plain = not any(name in GIVING for name, _ in call.expr.keywords)
    return is_plain and not is_given and not call.guarded and not call.branch

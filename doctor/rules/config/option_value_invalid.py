"""An option of the command line has a value that it does not take.

## Why

Options that take one of a few words, or a number, refuse everything else before the run, wherever they are written: in
`addopts`, in `PYTEST_ADDOPTS`, or in a call of pytest in a step of CI, a Makefile, tox, nox or an image.

See https://docs.pytest.org/en/stable/reference/reference.html#command-line-flags.

## Instead

Write one of the values that pytest names.

## Fix safety

The value is guessed from its spelling, and several reports in one are written each by itself; where nothing is near,
the option goes. None of it is done unasked. What is typed or set in the environment is not the project's.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.calls import Calls
from doctor.model.config import CommandLine, ConfigError, GivenOption, PytestConfig
from doctor.model.environment import Distributions
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import AddItem, Fix
from doctor.model.invocation import Invocation
from doctor.model.plugins import Plugins
from doctor.rules.config._called_values import refused_in_calls
from doctor.rules.config._errors import of_argparse, said
from doctor.rules.config._items import quoted, spaced
from doctor.rules.config._vocabulary import OPTIONS, Vocabulary, accepts, offer, seconds, with_legacy
from doctor.rules.cures import ends_together, home, option_removed, value_replaced
from doctor.rules.phrases import nearest
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(
    config: PytestConfig,
    command_line: CommandLine,
    invocation: Invocation,
    distributions: Distributions,
    calls: Calls,
    plugins: Plugins,
) -> Iterator[Problem]:
    yield from refused_in_calls(calls, plugins, distributions)
    error = of_argparse(config, command_line)
    told = {argument.place for argument, _ in (*spaced(config), *quoted(config)) if argument.place.is_file}
    if error and error.place not in told:
        yield problem(error, invocation).replace(fix=fix_refused(error, command_line, config))
        return
    for name, vocabulary in OPTIONS.items():
        for option in command_line.all(name):
            known = vocabulary
            if name == "--asyncio-mode":
                known = with_legacy(vocabulary, distributions.version("pytest-asyncio"))
            value = option.value or ""
            if option.known and value and option.place not in told and not accepts(known, value):
                yield refused(option, value, known).replace(fix=fix_value(option, value, known, config))


def fix_value(option: GivenOption, value: str, vocabulary: Vocabulary, config: PytestConfig) -> Fix | None:
    """The value that was meant, else the option goes."""
    near = nearest(value, vocabulary.choices) or ("auto" if value == "legacy" else "")
    if not near and vocabulary.kind in ("int", "number"):
        near = seconds(value)
    if near:
        return value_replaced(option, near, config)
    several = [each.strip() for each in value.split(",")]
    removed = option_removed(option)
    where = home(config)
    if removed and where and len(several) > 1 and all(accepts(vocabulary, each) for each in several):
        items = [AddItem(*where, "addopts", f"{option.name}={each}") for each in several]
        return Fix(f"write {option.name} once for each of {value}", (*removed.changes, *items))
    return removed


def refused(option: GivenOption, value: str, vocabulary: Vocabulary) -> Problem:
    """A value that a plugin refuses by itself."""
    near = nearest(value, vocabulary.choices)
    words = vocabulary.words.format(name=option.name, value=value, upper=value.upper())
    return Problem(
        place=option.place,
        message=f"{option.name} is {value!r}, but takes {offer(vocabulary)}",
        label="not a value of this option",
        consequence=f"pytest stops: {words}" if vocabulary.stops else words,
        severity=Severity.ERROR if vocabulary.stops else Severity.WARNING,
        help=f"write {option.replace(value=near).text()}" if near else f"write {offer(vocabulary)}",
    )


def problem(error: ConfigError, invocation: Invocation) -> Problem:
    words = error.message.partition("error: ")[2].splitlines() or error.message.splitlines()
    complaint = words[0].partition(" (via ")[0]
    return Problem(
        place=error.place,
        message=f"pytest does not take this: {complaint}",
        label="here",
        consequence=said(error, invocation),
        help=cure(complaint),
    )


def fix_refused(error: ConfigError, command_line: CommandLine, config: PytestConfig) -> Fix | None:
    """The nearest of the choices that pytest lists; else the option goes."""
    near = cure(error.message.partition("error: ")[2].partition(" (via ")[0])
    option = next((each for each in command_line.options if ends_together(each.place, error.place)), None)
    is_near = near.startswith("write '")
    if option is None:
        return None
    return value_replaced(option, near[7:-1], config) if is_near else option_removed(option)


def cure(complaint: str) -> str:
    """The nearest choice, where pytest lists them."""
    _, found, rest = complaint.partition("(choose from ")
    value = complaint.partition("invalid choice: ")[2].partition(" ")[0].strip("'\"")
    choices = [choice.strip("'\" ") for choice in rest.rstrip(")").split(",")]
    meant = nearest(value, choices) if found else None
    if meant:
        return f"write '{meant}'"
    if "expected one argument" in complaint:
        return "give the option its value"
    return f"write one of {', '.join(choices)}" if found else "write a value that the option takes"

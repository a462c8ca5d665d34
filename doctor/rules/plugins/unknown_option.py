"""An option is given that neither pytest nor any plugin knows.

## Why

pytest stops at an option that nobody adds: one that is misspelt, was cut short (pytest takes no abbreviations), or came
with a later version of pytest than the installed one.

See https://docs.pytest.org/en/stable/reference/reference.html#command-line-flags.

## Instead

Write the option out as `pytest --help` prints it, or ask for the version that has it with `minversion`.

## Fix safety

The nearest name is a guess, and an option that is taken out does nothing more, so neither is done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.compatibility import Change
from doctor.model.config import CommandLine, GivenOption, PytestConfig, Source
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix
from doctor.model.plugins import Knowledge, Plugins
from doctor.model.rewrites import RenameWord
from doctor.rules.cures import may_edit, option_removed
from doctor.rules.phrases import nearest
from doctor.rules.plugins._options import layer, owners, said, unrecognized, within
from doctor.rules.registry import rule

NEWER = {
    "--log-file-mode": "8.1",
    "--no-fold-skipped": "8.3",
    "--xfail-tb": "8.3",
    "--disable-plugin-autoload": "8.4",
    "--force-short-summary": "8.4",
    "--stepwise-reset": "8.4",
    "--sw-reset": "8.4",
    "--max-warnings": "9.1",
    "--report-chars": "9.1",
}


@rule(severity=Severity.ERROR, since="0.1")
def check(command_line: CommandLine, plugins: Plugins, knowledge: Knowledge, config: PytestConfig) -> Iterator[Problem]:
    unsure = not plugins.complete or plugins.computes("options")
    for option in unrecognized(command_line):
        if owners(option, plugins) or any(knowledge.with_option(name) for name in (option.name, *option.names)):
            continue
        if option.name in NEWER:
            yield newer(option, config)
        elif change := next(iter(knowledge.changes_of("option", option.name)), None):
            yield removed(option, change, config)
        else:
            near = meant(option, plugins)
            if near or not unsure:
                yield misspelt(option, near, config)


def newer(option: GivenOption, config: PytestConfig) -> Problem:
    version = NEWER[option.name]
    return Problem(
        place=option.place,
        message=f"'{option.name}' {within(option)} came with pytest {version}, and this is {config.pytest_version}",
        label=f"of pytest {version} and later",
        consequence=said([option], config),
        fix=option_removed(option),
        help=f"`pip install 'pytest>={version}'`, or take '{option.name}' out of {layer(option)}",
    )


def removed(option: GivenOption, change: Change, config: PytestConfig) -> Problem:
    return Problem(
        place=option.place,
        message=f"'{option.name}' {within(option)} was {change.change} in {change.distribution} {change.version}",
        label="gone",
        consequence=said([option], config),
        help=change.cure,
        fix=option_removed(option),
    )


def meant(option: GivenOption, plugins: Plugins) -> str | None:
    """The known option that it is cut short from, or that it resembles."""
    known = [name for plugin in plugins.active for each in plugin.provided.options for name in each.names]
    long = [name for name in dict.fromkeys(known) if name.startswith("--")]
    if not option.name.startswith("--"):
        return None
    begun = [name for name in long if name.startswith(option.name)]
    return begun[0] if len(begun) == 1 else nearest(option.name, long)


def misspelt(option: GivenOption, near: str | None, config: PytestConfig) -> Problem:
    return Problem(
        place=option.place,
        message=f"'{option.name}' {within(option)} is an option of neither pytest nor any known plugin",
        label=f"did you mean '{near}'?" if near else "unknown",
        consequence=said([option], config),
        fix=Fix(f"write '{near}' in place of '{option.name}'", (RenameWord(option.place, option.name, near),))
        if near and option.source is Source.ADDOPTS and may_edit(option.place)
        else None,
        help=f"write '{near}'" if near else f"take '{option.name}' out of {layer(option)}, or install what adds it",
    )

"""A comment stands behind the options of addopts, and is read as words.

## Why

In an INI file a comment is a line of its own. Behind a value it belongs to the value: pytest takes `#` and each word
after it for a path to collect.

See https://docs.pytest.org/en/stable/reference/customize.html#pytest-ini.

## Instead

Put the comment on the line above.

## Fix safety

Safe: pytest stops now, and the comment stays, on a line of its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import Argument, CommandLine, PytestConfig, Source
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, InsertLine, RemoveWord
from doctor.rules.cures import may_edit
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(config: PytestConfig, command_line: CommandLine) -> Iterator[Problem]:
    for word in command_line.positionals:
        if word.source is Source.ADDOPTS and word.text.startswith(("#", ";")) and word.place.is_file:
            yield Problem(
                place=word.place,
                message=f"the comment in addopts of {word.place.file} is read: '{word.text}' is taken for a path",
                label="no comment here",
                consequence=f"pytest stops: file or directory not found: {word.text}",
                help="put the comment on a line of its own, above addopts",
                fix=fix(word, config),
            )
            return


def fix(word: Argument, config: PytestConfig) -> Fix | None:
    setting = config.setting("addopts")
    if setting is None or not may_edit(word.place):
        return None
    behind = [
        item for item in setting.items if item.place.line == word.place.line and item.place.column >= word.place.column
    ]
    if not behind or isinstance(setting.value, list):
        return None
    last = behind[-1].place
    span = word.place.replace(end_line=last.end_line, end_column=last.end_column)
    text = " ".join(item.text for item in behind)
    above = InsertLine(setting.place, text if text.startswith("# ") else f"# {text.lstrip('#;')}")
    return Fix("put the comment above addopts", (above, RemoveWord(span)), safe=True)

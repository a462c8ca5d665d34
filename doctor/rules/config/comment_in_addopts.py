"""A comment stands behind the options of addopts, and is read as words.

## Why

In an INI file a comment is a line of its own. Behind a value it belongs to the value: pytest takes `#` and each word
after it for a path to collect.

## Instead

Put the comment on the line above.

## Fix safety

There is none yet.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine, Source
from doctor.model.findings import Problem, Severity
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(command_line: CommandLine) -> Iterator[Problem]:
    for word in command_line.positionals:
        if word.source is Source.ADDOPTS and word.text.startswith(("#", ";")) and word.place.is_file:
            yield Problem(
                place=word.place,
                message=f"the comment in addopts of {word.place.file} is read: '{word.text}' is taken for a path",
                label="no comment here",
                consequence=f"pytest stops: file or directory not found: {word.text}",
                help="put the comment on a line of its own, above addopts",
            )
            return

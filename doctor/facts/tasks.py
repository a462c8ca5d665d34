"""Calls of pytest in the tasks of a TOML file: of hatch, pdm, poe, taskipy, pixi and tox. Read by lines."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from doctor.facts.command_lines import Written, segments, written

TASKS = re.compile(
    r"tool\.hatch\.envs\..+\.scripts|tool\.(?:poe|taskipy|pixi)(?:\..+)?\.tasks(?:\..+)?|tool\.(?:pdm|rye)\.scripts(?:\..+)?"
    r"|(?:tool\.tox\.)?env(?:_run_base|\..+)"
)
NO_TASK = re.compile(r"\s*(?:#|(?:deps|dependencies|description|help|extras|requires|depends[-_]on)\s*=)")
WITHOUT_SHELL = re.compile(r"env|tool\.(?:tox|pdm)\.")
IN_SHELL = re.compile(r"\bshell\s*=")
INNERMOST = re.compile(r"\[[^\[\]]*\]")
QUOTED = re.compile(r"\"((?:[^\"\\]|\\.)*)\"|'([^']*)'")


def in_tables(text: str, kind: str) -> Iterator[Written]:
    """The calls in the tasks of a TOML file: of hatch, pdm, poe, taskipy, pixi and tox."""
    table = ""
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("["):
            table = line.strip().strip("[]")
        elif TASKS.fullmatch(table) and "pytest" in line and not NO_TASK.match(line):
            lists = INNERMOST.findall(line)
            commands_there = [
                json_words(each) for each in lists if each.lstrip("[ ").startswith(('"pytest"', '"python'))
            ]
            texts = [] if commands_there else [decoded(one) or other for one, other in QUOTED.findall(line)]
            has_shell = not WITHOUT_SHELL.match(table) or bool(IN_SHELL.search(line))
            found = [part for each in texts for part in segments(each, has_shell=has_shell)]
            for words, lost in [*((each, None) for each in commands_there if each), *found]:
                yield from written(number, words, lost)


def decoded(text: str) -> str:
    """What a TOML string says that may hold escaped quotes."""
    try:
        return str(json.loads(f'"{text}"'))
    except ValueError:  # escapes that only TOML has
        return text


def json_words(text: str) -> list[str]:
    try:
        words = json.loads(text)
    except (ValueError, RecursionError):
        return []
    return [str(word) for word in words]

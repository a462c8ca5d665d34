"""One word of the command line holds several.

## Why

Items of a TOML list are words: nothing splits them. `"-n auto"` is the option -n with the value " auto", `"--tb short"`
a path that is not there. The same happens in INI files and in PYTEST_ADDOPTS to what stands in quotes.

## Instead

Write each word as an item of its own, or join option and value with `=`: `"-n", "auto"` or `"--tb=short"`.

## Fix safety

There is none yet.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import Argument, PytestConfig, Source
from doctor.model.findings import Problem, Severity
from doctor.rules.config._items import spaced
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(config: PytestConfig) -> Iterator[Problem]:
    setting = config.setting("addopts")
    is_list = bool(setting and isinstance(setting.value, list))
    for argument, effect in spaced(config):
        yield problem(argument, effect, is_list and argument.source is Source.ADDOPTS)


def problem(argument: Argument, effect: str, is_list: bool) -> Problem:
    text = argument.text
    where = f"addopts of {argument.place.file}" if argument.place.is_file else argument.source.value
    cure = "one item" if is_list else "one word because of the quotes"
    return Problem(
        place=argument.place,
        message=f"'{text}' in {where} is {cure}, and pytest does not split it",
        label="one word",
        consequence=effect,
        help=f"write {items(text)}" if is_list else f"take the quotes off: {text}",
    )


def items(text: str) -> str:
    """`"-n=auto"` or two items for one option and its value, else one item a word."""
    words = text.split()
    apart = ", ".join(f'"{word}"' for word in words)
    joined = "=" if words[0].startswith("--") or words[0] == "-n" else ""
    if len(words) == 2 and joined and "=" not in words[0] and not words[1].startswith("-"):
        return f'"{words[0]}={words[1]}", or two items: {apart}'
    return f"{len(words)} items: {apart}"

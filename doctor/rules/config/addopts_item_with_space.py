"""One word of the command line holds several.

## Why

Items of a TOML list are words: nothing splits them. `"-n auto"` is the option -n with the value " auto", `"--tb short"`
a path that is not there. The same happens in INI files and in PYTEST_ADDOPTS to what stands in quotes.

See https://docs.pytest.org/en/stable/reference/reference.html#confval-addopts.

## Instead

Write each word as an item of its own, or join option and value with `=`: `"-n", "auto"` or `"--tb=short"`.

## Fix safety

Safe where pytest stops at the word. Where it takes the rest for a value, options come into force: unsafe.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import Argument, PytestConfig, Source
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, Replace
from doctor.rules.config._items import spaced
from doctor.rules.cures import literal, may_edit, words
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(config: PytestConfig) -> Iterator[Problem]:
    setting = config.setting("addopts")
    is_list = bool(setting and isinstance(setting.value, list))
    for argument, effect in spaced(config):
        in_list = is_list and argument.source is Source.ADDOPTS
        yield problem(argument, effect, in_list).replace(fix=fix(argument, effect, in_list))


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


def fix(argument: Argument, effect: str, in_list: bool) -> Fix | None:
    if argument.source is not Source.ADDOPTS or not may_edit(argument.place):
        return None
    parts = words(argument.text)
    text = ", ".join(literal(part) for part in parts) if in_list else argument.text
    title = f"split '{argument.text}' into {len(parts)} items" if in_list else f"take the quotes off '{argument.text}'"
    return Fix(title, (Replace(argument.place, text),), effect.startswith("pytest stops"))


def items(text: str) -> str:
    """`"-n=auto"` or two items for one option and its value, else one item a word."""
    words = text.split()
    apart = ", ".join(f'"{word}"' for word in words)
    joined = "=" if words[0].startswith("--") or words[0] == "-n" else ""
    if len(words) == 2 and joined and "=" not in words[0] and not words[1].startswith("-"):
        return f'"{words[0]}={words[1]}", or two items: {apart}'
    return f"{len(words)} items: {apart}"

"""Words of the command line that hold more than one word, or quotes that no shell takes off."""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import Argument, PytestConfig, Source

QUOTES = "\"'"
EXPRESSIONS = ("-k", "-m")
FLAGS = "vqxslhfd"  # short options without a value, of pytest and pytest-xdist


def spaced(config: PytestConfig) -> Iterator[tuple[Argument, str]]:
    """Words that begin like an option and hold others, and what becomes of them.

    A value may hold blanks (`--ignore=my tests`, `-k not slow`), and so may `-k "not slow"`.
    """
    for argument in config.arguments:
        text = argument.text
        if text.startswith("-") and len(text.split()) > 1 and (effect := effect_of(text)):
            yield argument, effect


def effect_of(text: str) -> str:
    """What pytest makes of the word, "" if it is what was meant."""
    head = text.split()[0]
    swallows = any(is_option(word) for word in text.split()[1:]) and not is_command(head)
    if text.startswith("--"):
        if "=" not in head:
            return f"pytest stops: file or directory not found: {text}"
        return f"all that follows '=' is the value: {text.partition('=')[2]!r}" if swallows else ""
    if head[1:2] in FLAGS:
        return f"pytest stops: error: argument {head[:2]}: ignored explicit argument {text[len(head) :]!r}"
    if head == "-n":
        value = text[2:]
        return "" if value.strip().isdigit() else f"pytest stops: invalid parse_numprocesses value: {value!r}"
    return f"all that follows is the value of {head[:2]}: {text[2:]!r}" if swallows and head[:2] != "-o" else ""


def is_command(head: str) -> bool:
    """Is the value a command line of its own, as in `--mypy-args=--strict -x` or `--runner=python -m shop`?"""
    name, _, value = head.partition("=")
    last = name.rpartition("-")[2]
    return value.startswith("-") or last in ("args", "opts", "options", "cmd", "command", "flags", "extra", "runner")


def is_option(word: str) -> bool:
    """Does a word look like an option of its own?"""
    return len(word) > 1 and word[0] == "-" and (word[1].isalpha() or (word[1] == "-" and word[2:3].isalpha()))


def quoted(config: PytestConfig) -> Iterator[tuple[Argument, str]]:
    """Words whose value keeps its quotes, each with the option whose value it is: items of a TOML list, and expressions
    in two pairs of quotes."""
    before = ""
    for argument in config.arguments:
        option, value = parted(argument.text, before)
        is_quoted = len(value) > 1 and value[0] == value[-1] and value[0] in QUOTES
        if is_quoted and (option in EXPRESSIONS or is_item(argument, config)):
            yield argument, option
        before = argument.text


def is_item(argument: Argument, config: PytestConfig) -> bool:
    """Is it one of a TOML list?"""
    setting = config.setting("addopts")
    return argument.source is Source.ADDOPTS and setting is not None and isinstance(setting.value, list)


def parted(text: str, before: str) -> tuple[str, str]:
    """An item's option and the value: `--tb='short'`, `-m 'not slow'`, or the item behind a bare `-m`."""
    if text.startswith("--"):
        option, _, value = text.partition("=")
        return option, value
    if text.startswith("-"):
        return text[:2], text[2:].lstrip().removeprefix("=")
    return before if before.startswith("-") else "", text

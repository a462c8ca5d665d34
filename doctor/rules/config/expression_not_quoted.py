"""The expression of `-m` or `-k` stands without quotes.

## Why

`-m not slow` is split at its blanks: -m gets the one word `not`, and `slow` is a path, which is not there. pytest stops
before it collects. A shell splits the same way, and so do `addopts`, PYTEST_ADDOPTS and the `command:` of a compose
file.

See https://docs.pytest.org/en/stable/example/markers.html#marking-test-functions-and-selecting-them-for-a-run.

## Instead

Quote the expression: `-m "not slow"`. In a TOML list, and in the list of a Dockerfile, it is one item.

## Fix safety

Safe in `addopts`, for pytest stops without it. In the files of CI, make, tox and Docker it is left to you.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from doctor.model.calls import Calls
from doctor.model.config import Argument, PytestConfig, Source
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.places import Word
from doctor.rules.cures import literal, may_edit
from doctor.rules.registry import rule

OPTIONS = ("-m", "-k")
WORDS = ("and", "or", "not")


@rule(severity=Severity.ERROR, since="0.1")
def check(config: PytestConfig, calls: Calls) -> Iterator[Problem]:
    for found in split(config.arguments):
        yield problem(found).replace(fix=quoted(found, config))
    for call in (*calls.calls, *calls.variables):
        for words in split(call.words):
            yield problem(words).replace(severity=Severity.WARNING)


def split(words: Sequence[Argument | Word]) -> Iterator[list[Argument | Word]]:
    """The option with the words of its expression, where these are several."""
    for position, word in enumerate(words):
        rest = list(words[position + 1 :])
        if word.text in OPTIONS and rest and len(found := expression(rest)) > 1:
            yield [word, *found]


def expression(words: list[Argument | Word]) -> list[Argument | Word]:
    """The words from the first one on that make one expression."""
    found: list[Argument | Word] = []
    is_open = True  # is a name or `not` to come?
    for word in words:
        text = word.text
        if text.startswith("-") or " " in text or "/" in text or "::" in text:
            break
        if is_open == (text in ("and", "or")):
            break
        found.append(word)
        is_open = text in WORDS
    return found if not is_open else []


def problem(words: list[Argument | Word]) -> Problem:
    option, *rest = words
    text = " ".join(word.text for word in rest)
    return Problem(
        place=option.place.replace(end_line=rest[-1].place.end_line, end_column=rest[-1].place.end_column)
        if option.place.line == rest[-1].place.line and option.place.column < rest[-1].place.end_column
        else option.place,
        message=f"'{text}' stands without quotes: {option.text} gets '{rest[0].text}' alone, and '{rest[1].text}' is "
        "taken for a path",
        label="several words",
        consequence=f"pytest stops: ERROR: file or directory not found: {rest[1].text}",
        help=f"write {option.text} '{text}'",
    )


def quoted(words: list[Argument | Word], config: PytestConfig) -> Fix | None:
    """The words of addopts in quotes; as one item where it is a TOML list."""
    first, last = words[1], words[-1]
    if not isinstance(first, Argument) or first.source is not Source.ADDOPTS or not may_edit(first.place):
        return None
    text = " ".join(word.text for word in words[1:])
    setting = config.setting("addopts")
    is_list = bool(setting and isinstance(setting.value, list))
    place = first.place.replace(end_line=last.place.end_line, end_column=last.place.end_column)
    return Fix(f"quote '{text}'", (Replace(place, literal(text) if is_list else f"'{text}'"),), safe=True)

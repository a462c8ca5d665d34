"""Words are those of shlex, and stand where their places say."""

from __future__ import annotations

import shlex

from hypothesis import given
from hypothesis import strategies as st

from doctor.facts.words import Lines, LocatedText, Run, split_words

TEXTS = st.text(alphabet="ab \t\n'\"\\=#-é", max_size=20)


def shell_words(text: str) -> list[str] | str:
    try:
        return shlex.split(text)
    except ValueError as error:
        return str(error)


@given(TEXTS)
def test_splits_as_shlex_does(text: str) -> None:
    try:
        found: list[str] | str = [word for word, _, _ in split_words(text)]
    except ValueError as error:
        found = str(error)
    assert found == shell_words(text)


@given(TEXTS)
def test_spans_cover_the_words_as_written(text: str) -> None:
    try:
        spans = [(word, text[start:end]) for word, start, end in split_words(text)]
    except ValueError:
        return
    for word, written in spans:
        assert shlex.split(written) == [word]


def test_places_count_lines_and_characters() -> None:
    text = "key = é 'a b'\n    more\n"
    located = LocatedText("é 'a b'\nmore", [Run(0, 6, 7, 7), Run(8, 18, 4, 4)], Lines("f", text), 22)
    assert [(word.text, str(word.place), word.place.end_column) for word in located.words()] == [
        ("é", "f:1:7", 8),
        ("a b", "f:1:9", 14),
        ("more", "f:2:5", 9),
    ]


def test_an_escape_is_one_character_that_is_wider_in_the_file() -> None:
    located = LocatedText("aéb", [Run(0, 1, 1, 1), Run(1, 2, 1, 6), Run(2, 8, 1, 1)], Lines("f", '"a\\u00e9b"'), 9)
    assert located.place(1, 2).column == 3
    assert located.place(1, 2).end_column == 9


def test_an_empty_value_has_a_place_without_width() -> None:
    place = LocatedText("", [], Lines("f", "key ="), 5).place(0, 0)
    assert (place.line, place.column, place.end_column) == (1, 6, 6)

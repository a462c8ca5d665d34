"""The words of a call taken apart."""

from __future__ import annotations

import pytest

from doctor.model.calls import given, option_of
from doctor.model.places import Place, Word

VALUED = frozenset({"-n", "-k", "--cov", "--basetemp"})


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("-n 4 tests", [("-n", "4"), ("tests", None)]),
        ("-n4 --cov=shop -x", [("-n", "4"), ("--cov", "shop"), ("-x", None)]),
        ("-xvs --cov= tests", [("-xvs", None), ("--cov", None), ("tests", None)]),
        ("--basetemp ? tests", [("--basetemp", None), ("tests", None)]),  # `--basetemp $DIR tests`
        ("--basetemp -x ? tests -n", [("--basetemp", None), ("-x", None), ("tests", None), ("-n", None)]),
    ],
)
def test_options_and_paths(line: str, found: list[tuple[str, str | None]]) -> None:
    words = [Word(word.replace("?", ""), Place("Makefile", 2, 2, 2, 2)) for word in line.split()]
    parts = list(given(words, VALUED))
    assert [(each.name or each.word.text, each.value.text if each.value else None) for each in parts] == found


@pytest.mark.parametrize(
    ("word", "name"), [("--cov=a", "--cov"), ("-n4", "-n"), ("-k=a", "-k"), ("tests", ""), ("", "")]
)
def test_option_of_a_word(word: str, name: str) -> None:
    assert option_of(word) == name

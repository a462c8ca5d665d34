"""Filters that pytest refuses; tests/oracle holds the words against real pytests."""

from __future__ import annotations

import pytest

from doctor.facts.warning_filters import refusal


@pytest.mark.parametrize(
    "text", ["error", "ignore::DeprecationWarning", "i:a.*b:UserWarning:m:3", "all", "ignore::a.b.C", "", "ignore:a b"]
)
def test_good_filters_are_taken(text: str) -> None:
    assert refusal(text, (9, 2, 0), is_literal=False) == ("", "")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("bogus", "invalid action: 'bogus'"),
        ("ignore::Foo", "AttributeError: module 'builtins' has no attribute 'Foo'"),
        ("ignore::print", "TypeError: issubclass() arg 1 must be a class"),
        ("ignore::int", "<class 'int'> is not a Warning subclass"),
        ("a:b:c:d:e:f", "Too many fields (6), expected at most 5 separated by colons:"),
        ("ignore:::m:x", "invalid lineno 'x': invalid literal for int() with base 10: 'x'"),
        ("ignore:::m:-1", "invalid lineno '-1': number is negative"),
        ("ignore:[", "Invalid regex '[': unterminated character set at position 0"),
    ],
)
def test_bad_filters_are_refused_with_pytests_words(text: str, words: str) -> None:
    kind, found = refusal(text, (9, 2, 0), is_literal=False)
    assert kind == "UsageError"
    assert found.startswith(
        f"while parsing the following warning configuration:\n\n  {text}\n\nThis error occurred:\n\n"
    )
    assert words in found


def test_a_bad_pattern_is_a_traceback_before_8_4_and_no_pattern_after_w() -> None:
    kind, words = refusal("ignore:[", (8, 3, 5), is_literal=False)
    assert (kind in ("error", "PatternError"), words) == (True, "unterminated character set at position 0")
    assert refusal("ignore:[", (8, 3, 5), is_literal=True) == ("", "")

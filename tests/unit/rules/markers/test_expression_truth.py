"""What an expression of `-m` is of a test with the mark `a`, and of which it is not known whether it bears `x`."""

from __future__ import annotations

import pytest

from doctor.rules.markers._expression import truth

KNOWN = {"a": True, "b": False}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a", True),
        ("not a", False),
        ("b or not b and a", True),
        ("(b or a) and not (a and b)", True),
        ("b and x", False),
        ("a or x", True),
        ("x", None),
        ("not (x or b)", None),
        ("a(kind=1)", None),
        ("True", True),
        ("(a", None),
        ("a b", None),
        ("a and", None),
    ],
)
def test_truth(text: str, expected: bool | None) -> None:
    assert truth(text, KNOWN.get) is expected

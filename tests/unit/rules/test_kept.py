"""What is kept is the answer for the very same objects, and only the last one."""

from __future__ import annotations

from doctor.rules.kept import kept


def test_the_last_answer_is_kept() -> None:
    asked = []

    @kept
    def number_of(names: list[str]) -> int:
        asked.append(tuple(names))
        return len(names)

    first, same = ["a"], ["a"]
    assert [number_of(first), number_of(first), number_of(same), number_of(first)] == [1, 1, 1, 1]
    assert asked == [("a",), ("a",), ("a",)], "what is only equal may have changed since"

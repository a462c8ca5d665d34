"""pytest's own words are recognised, and the table of them is sound."""

from __future__ import annotations

import re
import string

import pytest

from doctor.explain.messages import Message, last_line, messages, recognise, words
from doctor.rules.registry import rules


@pytest.mark.parametrize("message", messages(), ids=lambda message: message.pattern[:40])
def test_message_is_sound(message: Message) -> None:
    groups = set(re.compile(message.pattern).groupindex)
    used = {name for text in (message.cause, message.cure) for _, name, _, _ in string.Formatter().parse(text) if name}
    assert used <= groups
    assert set(message.about) <= groups
    assert set(message.about) <= {"option", "ini", "marker", "fixture", "plugin"}
    assert set(message.rules) <= {rule.name for rule in rules()}
    assert message.rules


def test_names_in_the_text_are_told() -> None:
    (said,) = recognise("__main__.py: error: unrecognized arguments: --cov=shop --cov-report=term-missing\n")
    assert said.subjects == (("option", "--cov"), ("option", "--cov-report"))
    assert "--cov=shop" in said.cause
    assert "option-of-missing-plugin" in said.message.rules


def test_colours_and_links_are_looked_through() -> None:
    (said,) = recognise("\x1b[31mE       fixture 'basket' not found\x1b[0m\n")
    assert said.names == (("fixture", "basket"),)


def test_a_text_is_told_once() -> None:
    line = "FAILED test_a.py::test_one - Failed: async def functions are not natively supported.\n"
    assert len(recognise(line * 82)) == 1


def test_the_narrower_text_speaks_before_the_wider_one() -> None:
    (said,) = recognise("E       fixture 'event_loop' not found\n")
    assert "asyncio-fixture-removed" in said.message.rules


def test_nothing_collected_speaks_only_alone() -> None:
    alone = "============ no tests ran in 0.01s ============\n"
    assert recognise(alone)[0].message.last
    both = recognise(alone + "ERROR: Missing required plugins: pytest-mock>=3.10\n")
    assert [said.message.last for said in both] == [False]


def test_several_lines_are_one_text_and_the_telling_line_is_shown() -> None:
    output = (
        "ImportError while loading conftest '/home/me/shop/tests/conftest.py'.\n"
        "tests/conftest.py:1: in <module>\n"
        "    import freezegun\n"
        "E   ModuleNotFoundError: No module named 'freezegun'\n"
    )
    (said,) = recognise(output)
    assert said.line == "E   ModuleNotFoundError: No module named 'freezegun'"
    assert dict(said.names)["module"] == "freezegun"


def test_an_unknown_output_says_nothing() -> None:
    assert recognise("12 passed in 0.11s\n") == ()
    assert recognise("") == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("--reruns --reruns-delay 1", ["--reruns", "--reruns-delay"]),
        ("-n/--numprocesses", ["-n", "--numprocesses"]),
        ("pytest-mock>=3.10, pytest-timeout", ["pytest-mock", "pytest-timeout"]),
        ("asyncio_mode", ["asyncio_mode"]),
        ("", []),
    ],
)
def test_words(text: str, found: list[str]) -> None:
    assert words(text) == found


def test_last_line_of_a_match() -> None:
    assert last_line(["one", "two", "three"], len("one two")) == 1
    assert last_line(["one"], 3) == 0

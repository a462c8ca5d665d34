"""What is printed from the rules is current, and the README's commands are single lines."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from doctor import docs
from doctor.rules.registry import Rule, rules

ROOT = Path(__file__).parent.parent


def test_printed_documents_are_current() -> None:
    assert [str(path.relative_to(ROOT)) for path in docs.stale(ROOT)] == [], "run tools/docs"


def test_the_readme_shows_rules_that_there_are() -> None:
    assert {rule.name for rule in rules()} >= docs.SHOWN


@pytest.mark.parametrize("heading", ["## Try it", "## Test it"])
def test_one_command_line_below_a_heading(heading: str) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    _, _, rest = text.partition(f"{heading}\n")
    section = rest.partition("\n## ")[0]
    blocks = section.split("```")[1::2]
    assert len(blocks) == 1
    assert len(blocks[0].strip().splitlines()) == 1


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name)
def test_a_page_says_what_it_rests_on(rule: Rule) -> None:
    """An address each, in full: `owner/name#1` is a link on one site only."""
    assert re.search(r"https://[\w.-]+\.[a-z]+/\S+", rule.page)
    assert not re.search(r"(?<![\w/])[\w.-]+/[\w.-]+#\d", rule.page)

"""The report as markdown: a table whose rows hold, whatever a project writes."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt

from doctor.reports import markdown
from tests.unit.reports import samples

READER = MarkdownIt("commonmark").enable("table")


def test_a_row_a_finding() -> None:
    text = markdown.render(samples.full(), samples.BASE)
    assert text.startswith("### pytest-doctor: 2 errors, 2 warnings, 1 note\n")
    row = next(line for line in text.splitlines() if line.startswith("| error"))
    assert row.startswith("| error | `api/pytest.ini:5` | **marker `asyncio` belongs to pytest-asyncio, ")
    assert row.endswith("[marker-of-blocked-plugin](https://example.test/rules/marker-of-blocked-plugin) |")
    assert text.count("\n| ") == 2 + 5  # the table's head, and five findings
    assert "Skipped: tests/test\\_c.py: too large" in text
    assert "**Defect of pytest-doctor**: some-rule" in text


def test_hostile_text_stays_text() -> None:
    html = READER.render(markdown.render(samples.hostile(), samples.BASE))
    assert html.count("<tr>") == 2
    assert html.count("<td>") == 3
    assert html.count("<a ") == 1  # the rule's page
    assert "<b>" not in html
    assert not re.search(r"@\w|#\d", re.sub(r"<code>.*?</code>|href=\"[^\"]*\"", "", html))


def test_what_does_not_fit_is_counted() -> None:
    many = samples.full().replace(findings=samples.full().findings * 100)
    text = markdown.render(many, samples.BASE, 5_000)
    assert len(text) < 5_000
    shown = text.count("[marker-of") + text.count("[workers-") + text.count("[config-file") + text.count("[warnings-")
    assert f"… and {500 - shown} more." in text


def test_a_clean_project() -> None:
    assert markdown.render(samples.clean(), samples.BASE) == "### pytest-doctor: 0 errors, 0 warnings\n"

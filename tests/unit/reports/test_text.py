"""The report for people."""

from __future__ import annotations

import pytest

from doctor.model.findings import Defect, Finding, Problem, ProjectHead, Related, Report, Severity, Skip
from doctor.model.places import ENVIRONMENT, Place
from doctor.reports.quote import quote
from doctor.reports.style import Style
from doctor.reports.text import render

HEAD = ProjectHead("/p", ".", "pytest.ini", ".venv/bin/python", "3.12.4", "8.4.2")
LINES = {"pytest.ini": {5: "    -p no:asyncio"}, "a.py": {12: "@pytest.mark.asyncio", 20: "@pytest.mark.asyncio"}}


def finding(severity: Severity = Severity.ERROR, **changes: object) -> Finding:
    problem = Problem(
        place=Place("pytest.ini", 5, 5, 5, 18),
        message="marker 'asyncio' is lost",
        label="switched off here",
        related=(
            Related(Place("a.py", 12, 2, 12, 21), "used here, and in 1 more place of 1 file"),
            Related(Place("a.py", 20, 2, 20, 21), "used here"),
        ),
        consequence="pytest stops",
        help="remove '-p no:asyncio'",
    ).replace(**changes)
    return Finding("marker-of-blocked-plugin", "plugins", severity, problem, "f", "https://example.org/x")


def report(*findings: Finding, **more: object) -> Report:
    return Report(HEAD, findings, (), (), 214, 0.18, LINES).replace(**more)


def test_two_places_the_consequence_and_the_cure() -> None:
    assert render(report(finding())) == (
        "error[marker-of-blocked-plugin]: marker 'asyncio' is lost\n"
        "  --> pytest.ini:5:5\n"
        "   |\n"
        " 5 |     -p no:asyncio\n"
        "   |     ^^^^^^^^^^^^^ switched off here\n"
        "  ::: a.py:12:2\n"
        "   |\n"
        "12 | @pytest.mark.asyncio\n"
        "   |  ------------------- used here, and in 1 more place of 1 file\n"
        "   = pytest stops\n"
        "   = help: remove '-p no:asyncio'\n"
        "\n"
        "1 error, 0 warnings. pytest 8.4.2, .venv/bin/python 3.12.4, 214 test files, 0.18 s\n"
    )


def test_every_place_when_asked() -> None:
    assert "::: a.py:20:2" not in render(report(finding()))
    assert "::: a.py:20:2" in render(report(finding()), Style(verbose=True))


def test_places_beyond_the_fourth_are_counted() -> None:
    many = tuple(Related(Place(f"t{number}.py", 1), f"place {number}") for number in range(9))
    text = render(report(finding(related=many)))
    assert "... and 6 more in t3.py, t4.py, t5.py and 3 more files" in text


def test_a_place_outside_files() -> None:
    text = render(report(finding(place=Place(ENVIRONMENT), related=())))
    assert "--> <environment>\n  | switched off here\n" in text


def test_notices_and_the_count() -> None:
    text = render(
        report(
            finding(Severity.WARNING),
            skipped=(Skip("test_a.py", "invalid syntax"),),
            defects=(Defect("some-rule", "KeyError: 'x'"),),
        )
    )
    assert "skipped: test_a.py: invalid syntax\n" in text
    assert "defect of pytest-doctor: some-rule: KeyError: 'x'\n" in text
    assert "0 errors, 1 warning." in text


def test_plain_without_a_terminal_and_painted_on_one() -> None:
    assert "\x1b" not in render(report(finding()))
    painted = render(report(finding()), Style(colour=True, links=True))
    assert "\x1b[1;31m" in painted
    assert "\x1b]8;;https://example.org/x\x1b\\marker-of-blocked-plugin\x1b]8;;\x1b\\" in painted


def test_nothing_of_the_project_commands_the_terminal() -> None:
    hostile = finding(
        message="key '\x1b[2J'", help="\x07", place=Place("\x1b[31m.py", 1), label="\x1b]0;x\x07", related=()
    )
    text = render(report(hostile, lines={"\x1b[31m.py": {1: "x = '\x1b[2J'"}}))
    assert "\x1b" not in text
    assert "\x07" not in text


def test_sentences_wrap_on_a_terminal() -> None:
    text = render(report(finding(help="word " * 30)), Style(width=60))
    lines = [line for line in text.splitlines() if "word" in line]
    assert len(lines) > 2
    assert all(len(line) <= 60 for line in lines)
    assert lines[1].startswith("           word")


@pytest.mark.parametrize(
    ("text", "place", "expected"),
    [
        ("abc def", Place("f", 1, 5, 1, 8), ("abc def", 4, 3)),
        ("\tabc", Place("f", 1, 2, 1, 5), ("    abc", 4, 3)),
        ("漢字 x", Place("f", 1, 4, 1, 5), ("漢字 x", 5, 1)),
        ("漢字", Place("f", 1, 1, 1, 3), ("漢字", 0, 4)),
        ("  abc", Place("f", 1), ("  abc", 2, 3)),
        ("abc", Place("f", 1, 2, 3, 1), ("abc", 1, 2)),
        ("", Place("f", 1, 1), ("", 0, 1)),
    ],
)
def test_the_mark_stands_under_its_span(text: str, place: Place, expected: tuple[str, int, int]) -> None:
    assert quote(text, place) == expected


def test_a_long_line_is_cut_around_the_span() -> None:
    shown, spaces, width = quote("x" * 1000 + "HERE" + "y" * 1000, Place("f", 1, 1001, 1, 1005))
    assert len(shown) < 200
    assert shown[spaces : spaces + width] == "HERE"

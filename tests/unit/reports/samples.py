"""Reports to print: one with everything in it, one of a clean project, and one of hostile text."""

from __future__ import annotations

from doctor.model.findings import Defect, Finding, Problem, ProjectHead, Related, Report, Severity, Skip
from doctor.model.fixes import Edit, Fix, Replace
from doctor.model.places import COMMAND_LINE, ENVIRONMENT, Place
from doctor.reports.spots import Base

HEAD = ProjectHead("/home/me/shop/api", ".", "pytest.ini", "/home/me/.venv/bin/python", "3.12.4", "8.4.2")
BASE = Base("/home/me/shop", "api")
WORD = Place("pytest.ini", 5, 5, 5, 18)
FIX = Fix("remove '-p no:asyncio'", (Replace(WORD, ""),), safe=True)
HOSTILE = "x]]> <b>&amp;</b> ::error::owned %0A `|` [l](1) {0} @team #12\r\n::set-output name=a::b\x00\x1b[31m\udcff"


def finding(rule: str, severity: Severity, problem: Problem) -> Finding:
    return Finding(rule, "plugins", severity, problem, "0123456789abcdef", f"https://example.test/rules/{rule}")


def marker() -> Finding:
    problem = Problem(
        WORD,
        "marker 'asyncio' belongs to pytest-asyncio, which '-p no:asyncio' switches off",
        label="switched off here",
        related=(
            Related(Place("tests/a b/test_ä#1.py", 12, 2, 12, 21), "used here"),
            Related(Place(COMMAND_LINE), "on the command line"),
            Related(Place("../../conftest.py", 3), "outside"),
        ),
        consequence="pytest stops: 'asyncio' not found in `markers` configuration option",
        help="take the flag out",
        fix=FIX,
    )
    return finding("marker-of-blocked-plugin", Severity.ERROR, problem)


def full() -> Report:
    """Every kind of place and severity; two findings that read the same; a skipped file and a defect of ours."""
    limit = Problem(Place(ENVIRONMENT), "'-n auto' starts 64 workers where the CPU quota is 2")
    above = Problem(Place("../pyproject.toml", 3, 1, 4, 2), "shadowed")
    note = Problem(Place("tests/test_b.py"), "advice")
    findings = (
        marker(),
        marker(),
        finding("workers-exceed-cpu-quota", Severity.WARNING, limit),
        finding("config-file-hidden", Severity.WARNING, above),
        finding("warnings-not-shown", Severity.NOTE, note),
    )
    return Report(
        HEAD,
        findings,
        (Skip("tests/test_c.py", "too large"),),
        (Defect("some-rule", "KeyError: 'x'"),),
        3,
        1.25,
        edits={FIX: (Edit(WORD, ""),)},
    )


def clean() -> Report:
    return Report(HEAD, (), (), (), 3, 0.1)


def hostile() -> Report:
    """What a project can put into messages, file names and reasons."""
    place = Place(f"a,b:c%\n::error::{HOSTILE}.py", 1, 1, 1, 2)
    fix = Fix(HOSTILE, ())
    problem = Problem(place, HOSTILE, HOSTILE, (Related(place, HOSTILE),), HOSTILE, HOSTILE, fix=fix)
    found = finding("unknown-marker", Severity.ERROR, problem)
    return Report(HEAD, (found,), (Skip(HOSTILE, HOSTILE),), (Defect(HOSTILE, HOSTILE),), 1, 0.0)

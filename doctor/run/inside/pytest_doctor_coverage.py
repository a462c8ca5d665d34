"""Puts together what the batches have measured, and reports it as pytest-cov would have done of the whole.

    python pytest_doctor_coverage.py ORDER

Called with the project's interpreter, in its folder: the data go where its configuration says. Exit code 2: less than
`--cov-fail-under`. Stdlib and coverage only.
"""

# ruff: noqa: PTH123

from __future__ import annotations

import json
import sys
from typing import Any

import coverage  # type: ignore[import-not-found,unused-ignore]
from coverage.exceptions import CoverageException  # type: ignore[import-not-found,unused-ignore]


def main(order: dict[str, Any]) -> int:
    whole = coverage.Coverage(config_file=True if order["config"] == ".coveragerc" else order["config"])
    if order["append"]:
        whole.load()
    whole.combine(order["files"], strict=True, keep=True)
    whole.save()
    for kind, where in order["reports"].items():
        report(whole, kind, where)
    if not order["least"]:
        return 0
    total = whole.report(ignore_errors=True, file=Nowhere())
    is_enough = round(total, order["digits"]) >= order["least"]
    print(f"required test coverage of {order['least']} % {'' if is_enough else 'not '}reached: {total:.2f} %")
    return 0 if is_enough else 2


class Nowhere:
    def write(self, text: str) -> None:
        """Only the sum is wanted."""


def report(whole: coverage.Coverage, kind: str, where: str | None) -> None:
    """One of the kinds of `--cov-report`."""
    if kind in ("term", "term-missing"):
        skipped = True if where == "skip-covered" else None
        whole.report(show_missing=kind == "term-missing" or None, skip_covered=skipped, ignore_errors=True)
    elif kind in ("html", "annotate"):
        getattr(whole, "html_report" if kind == "html" else "annotate")(directory=where, ignore_errors=True)
    elif kind in ("xml", "json", "lcov"):
        getattr(whole, f"{kind}_report")(outfile=where, ignore_errors=True)
    elif kind in ("markdown", "markdown-append"):
        with open(str(where), "a" if kind.endswith("append") else "w", encoding="utf-8") as file:
            whole.report(ignore_errors=True, file=file, output_format="markdown")


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        wanted = json.load(file)
    try:
        code = main(wanted)
    except CoverageException as fault:
        print(f"coverage: {fault}")  # nothing was measured, say: no failure, unless so much of it is asked for
        code = 2 if wanted["least"] else 0
    sys.exit(code)

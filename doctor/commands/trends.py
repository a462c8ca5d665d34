"""`pytest-doctor trends`: how the recorded runs went, and whether the last one is past a limit."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from doctor.commands.amounts import megabytes, percent
from doctor.commands.call import style, write
from doctor.errors import UsageError
from doctor.facts.record import trends
from doctor.model.trends import Limit, Trends
from doctor.reports import trends as report

FORMATS = ("text", "json")


class Limits:
    """What the user chose, checked before the record is read."""

    def __init__(self, slower: str | None, memory: str | None, flaky: str | None) -> None:
        self.slower = None if slower is None else float(percent(slower, "--max-slower"))
        self.memory_mb = None if memory is None else megabytes(memory, "--max-memory")
        self.flaky = None if flaky is None else float(percent(flaky, "--max-flaky"))


def trends_command(record: str, runs: int, limits: Limits, form: str, output: str | None, svg: str | None) -> int:
    """Reads the record, shows it, and says whether a limit is passed."""
    if form not in FORMATS:
        raise UsageError(f"--format is {form!r}, but must be one of {', '.join(FORMATS)}")
    if runs < 1:
        raise UsageError(f"--runs is {runs}, but must be at least 1")
    found = trends(record, runs)
    checked = list(held(found, limits))
    if svg:
        write(report.as_svg(found), svg)
    text = report.as_text(found, checked, style(output), is_plain(output))
    write(report.as_json(found, checked) if form == "json" else text, output)
    return int(any(limit.is_passed for limit in checked))


def held(found: Trends, limits: Limits) -> Iterator[Limit]:
    """Each chosen limit with what was found. What was not measured passes none."""
    if limits.slower is not None:
        change = found.change
        said = "nothing to compare" if change is None else f"{change:+.1f} %"
        yield Limit("slower", f"{limits.slower:g} %", said, change is not None and change > limits.slower)
    if limits.memory_mb is not None:
        peak = found.last.peak_mb
        said = "not measured" if peak is None else f"{peak:.0f} MB"
        yield Limit("memory", f"{limits.memory_mb:g} MB", said, peak is not None and peak > limits.memory_mb)
    if limits.flaky is not None:
        rate = found.last.flaky_rate
        yield Limit("flaky", f"{limits.flaky:g} %", f"{rate:.2f} %", rate > limits.flaky)


def is_plain(output: str | None) -> bool:
    """Whether the output cannot hold block characters."""
    encoding = "utf-8" if output else (sys.stdout.encoding or "ascii")
    try:
        "▁█│".encode(encoding)
    except (UnicodeError, LookupError):
        return True
    return False

"""The lines `[MEMORY] …` that a run prints."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from types import FrameType

from pytest_guard.memory import MEMORY_EXIT_CODE
from pytest_guard.memory.measures import Measures, greatest

MARK = "[MEMORY] "
CALLS = 12  # of the stack, that are shown
OF_PYTEST = (f"{os.sep}pluggy{os.sep}", f"{os.sep}_pytest{os.sep}", "importlib")


def header(measures: Measures, limits: str, notes: list[str]) -> list[str]:
    return [
        f"{MARK}{line}"
        for line in (f"Starting pytest with {mb(measures.start)} memory", f"Memory limits - {limits}", *notes)
    ]


def collected(measures: Measures) -> list[str]:
    lines = [f"After collection: {mb(measures.collected)} ({measures.tests:,} tests)"]
    if measures.after_gc:
        lines.append(f"After GC: {mb(measures.after_gc)}")
    return [MARK + line for line in lines]


def ended(measures: Measures) -> list[str]:
    """Of a process without workers."""
    return [MARK + line for line in (*_heights(measures), *_causes(measures))] + stopped(measures)


def stopped(measures: Measures) -> list[str]:
    return [f"{MARK}Stopped (exit code {MEMORY_EXIT_CODE}): {measures.stop}"] if measures.stop else []


def worker(name: str, measures: Measures) -> list[str]:
    """Of one worker: its heights in one line."""
    points = [f"start {mb(measures.start)}", f"after collection {mb(measures.collected)} ({measures.tests:,} tests)"]
    if measures.after_gc:
        points.append(f"after GC {mb(measures.after_gc)}")
    points += [f"peak {mb(measures.peak)}{_of(measures.peak_of)}", f"end {mb(measures.end)}"]
    return [f"{MARK}{name}: {line}" for line in (", ".join(points), *_causes(measures))]


def calls(stack: Iterable[tuple[FrameType, int]]) -> list[str]:
    """The innermost of them, as faulthandler writes them: to read the lines of the source takes too long now."""
    lines = (f'  File "{frame.f_code.co_filename}", line {line} in {frame.f_code.co_name}' for frame, line in stack)
    return [line for line in lines if not any(part in line for part in OF_PYTEST)][:CALLS]


def mb(megabytes: float) -> str:
    return f"{megabytes:.1f}MB"


def costs(grown: dict[str, float]) -> str:
    return ", ".join(f"{name} +{mb(each)}" for name, each in greatest(grown))


def _heights(measures: Measures) -> Iterator[str]:
    yield f"Final memory usage: {mb(measures.end)}"
    yield f"Peak memory: {mb(measures.peak)}{_of(measures.peak_of)}"
    if measures.traced:
        yield f"Peak traced memory: {mb(measures.traced)}"


def _causes(measures: Measures) -> Iterator[str]:
    if measures.stop and measures.grown_by_file:
        yield f"Files that cost most: {costs(measures.grown_by_file)}"
    if measures.grown_by_test:
        yield f"Tests that added most: {costs(measures.grown_by_test)}"
    if measures.interrupted:
        yield f"Interrupted over the limit: {', '.join(measures.interrupted)}"
    if measures.exceeded:
        found = (f"{name} {mb(peak)}" for name, peak in greatest(measures.exceeded))
        yield f"Over the limit for a moment: {', '.join(found)}"
    if measures.refused:
        tests = "1 test" if measures.refused == 1 else f"{measures.refused:,} tests"
        yield f"{tests} {measures.refused_as}: {measures.refused_for}"
    yield from measures.notes


def _of(name: str) -> str:
    return f" ({name})" if name else ""

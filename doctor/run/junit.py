"""One JUnit file for all batches, in pytest's own shape (xunit2)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from doctor.model.batches import BatchRun, Outcome, Result

# what XML 1.0 cannot hold, not even escaped
FORBIDDEN = re.compile("[^\t\n\r -\ud7ff\ue000-�\U00010000-\U0010ffff]")
ELEMENTS = {"failed": "failure", "error": "error", "crashed": "error", "skipped": "skipped", "xfailed": "skipped"}


def junit(run: BatchRun) -> str:
    """The whole file; a suite for each batch."""
    lines = ['<?xml version="1.0" encoding="utf-8"?>', "<testsuites>"]
    for result in run.results:
        lines += _suite(result)
    return "\n".join([*lines, "</testsuites>"]) + "\n"


def _suite(result: Result) -> Iterator[str]:
    errors = result.count("error") + result.count("crashed") + bool(result.broken)
    counts = {
        "errors": errors,
        "failures": result.count("failed"),
        "skipped": result.count("skipped") + result.count("xfailed"),
        "tests": len(result.outcomes) + bool(result.broken),
        "time": f"{result.seconds:.3f}",
    }
    name = quoteattr(_clean(result.batch.name))
    yield f"<testsuite name={name} " + " ".join(f'{key}="{value}"' for key, value in counts.items()) + ">"
    for outcome in result.outcomes:
        yield from _case(outcome)
    if result.broken:
        yield f'<testcase classname="" name={name} time="0.000">'
        yield f"<error message={quoteattr(_clean(result.broken.splitlines()[0]))}>{_text(result.broken)}</error>"
        yield "</testcase>"
    yield "</testsuite>"


def _case(outcome: Outcome) -> Iterator[str]:
    where, name = named(outcome.test)
    head = f"<testcase classname={quoteattr(_clean(where))} name={quoteattr(_clean(name))}"
    head += f' time="{outcome.seconds:.3f}"'
    element = ELEMENTS.get(outcome.word)
    if element is None:
        yield head + " />"
        return
    lines = [line for line in outcome.text.splitlines() if line.strip()] or [outcome.word]
    said = next((line[1:].strip() for line in lines if line.startswith("E ")), lines[-1])
    message = f"crashed: {lines[0]}" if outcome.word == "crashed" else said
    kind = ' type="pytest.xfail"' if outcome.word == "xfailed" else ""
    kind = ' type="pytest.skip"' if outcome.word == "skipped" else kind
    yield f"{head}><{element}{kind} message={quoteattr(_clean(message))}>{_text(outcome.text)}</{element}>"
    if outcome.output:
        yield f"<system-out>{_text(outcome.output)}</system-out>"
    yield "</testcase>"


def named(test: str) -> tuple[str, str]:
    """The class name and the name that pytest's own JUnit file has for a node id."""
    names, bracket, params = test.partition("[")
    parts = names.split("::")
    parts[0] = re.sub(r"\.py$", "", parts[0]).replace("/", ".")
    if len(parts) == 1:
        return "", parts[0]
    return ".".join(parts[:-1]), parts[-1] + bracket + params


def _clean(text: str) -> str:
    return FORBIDDEN.sub("?", text)


def _text(text: str) -> str:
    return escape(_clean(text))

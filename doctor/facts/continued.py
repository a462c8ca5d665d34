"""Keys of a step or job in the files of CI that let the run go on, and pass, when a call of pytest has failed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from doctor.facts.exit_codes import indent
from doctor.model.calls import Lost
from doctor.model.places import Place

KEYS = re.compile(rb"continue-on-error|continueOnError|allow_failure")
STEP_KEY = re.compile(r"\s*(?:-\s+)?(?P<key>continue-on-error|continueOnError)\s*:\s*[\"']?[Tt]rue[\"']?\s*(?:#.*)?")
JOB_KEY = re.compile(r"\s+(?P<key>allow_failure)\s*:\s*[Tt]rue\s*(?:#.*)?")
CONDITION = re.compile(r"\s*(?:-\s+)?(?:if|condition|rules|only|except|when)\s*:(?P<value>.*)")
ALWAYS = re.compile(r"\$\{\{\s*|\s*\}\}|always\(\)|success\(\)|!?cancelled\(\)|succeededOrFailed\(\)|on_success")
NAME = re.compile(r"\s*(?:-\s+)?(?:id|name)\s*:\s*(?P<value>[\w-]+)\s*")
PUSHED = re.compile(rb"\b(?:push|pull_request|pull_request_target|workflow_call|merge_group)\b")
HEARD = re.compile(rb"toJSON\((?:steps|needs|job)\)|needs\.\*|test-results?-action|publish-unit-test-result")
MEANT = re.compile(  # words of jobs and steps that may fail
    r"experiment|nightly|weekly|-dev\b|\bdev\b|upstream|downstream|optional|allow|advisory|flaky|integration|e2e|bench"
    r"|perf|slow|live|canary|pre-?release|\brc\b|bleeding|latest|future|free-?thread|nogil|pypy|known|quarantine|\b3\.\dt",
    re.IGNORECASE,
)


def continued(file: str, data: bytes, lines: list[str], line: int) -> Lost | None:
    """What lets the call in this line fail unseen: nothing where it depends on something, or is looked at later."""
    if file == ".gitlab-ci.yml":
        found = of_block(job_of(lines, line - 1), file, lines, JOB_KEY)
        return found if b"test_report" not in data else None
    if not file.startswith((".github/workflows/", "azure-pipelines")) or HEARD.search(data):
        return None
    if file.startswith(".github/") and not PUSHED.search(data):
        return None  # it tells of something, and stops nobody
    step = step_of(lines, line - 1)
    job = job_around(lines, step[0]) if step else range(0)
    if not step or MEANT.search(lines[job[0]] if job else ""):
        return None
    asked = [*names_of(step, lines), *(lines[each].strip().rstrip(":") for each in job[:1])]
    if any(re.search(rb"\b(?:steps|needs)\b[^\n]*\b%b\b" % re.escape(each.encode()), data) for each in asked):
        return None
    return of_block(step, file, lines, STEP_KEY) or of_block(job, file, lines, STEP_KEY)


def of_block(block: range, file: str, lines: list[str], pattern: re.Pattern[str]) -> Lost | None:
    """The key of a step or job that says so, if nothing else in its head tells that it is meant."""
    own = list(keys_of(block, lines))
    conditions = [hit["value"] for at in own if (hit := CONDITION.match(lines[at]))]
    if any(ALWAYS.sub("", each).strip(" |&\"'") or not each.strip() for each in conditions):
        return None
    if any(MEANT.search(lines[at]) for at in own if re.match(r"\s*(?:-\s+)?(?:name|displayName)\s*:", lines[at])):
        return None
    for at in own:
        if hit := pattern.fullmatch(lines[at]):
            place = Place(file, at + 1, hit.start("key") + 1, at + 1, len(lines[at].rstrip()) + 1)
            return Lost("continue", hit["key"], place)
    return None


def keys_of(block: range, lines: list[str]) -> Iterator[int]:
    """The lines of a block's own keys: its first one, if that is an item of a list, and those that are as deep."""
    if not block:
        return
    first = lines[block[0]]
    depth = key_depth(first) if first.lstrip().startswith("- ") else None
    if depth is not None:
        yield block[0]
    for at in block[1:]:
        if lines[at].strip() and not lines[at].lstrip().startswith("#"):
            depth = indent(lines[at]) if depth is None else depth
            if indent(lines[at]) == depth:
                yield at


def key_depth(text: str) -> int:
    """Where the key of a line begins, behind the dash of an item."""
    rest = text.lstrip()
    return len(text) - len(rest[1:].lstrip()) if rest.startswith("- ") else indent(text)


def names_of(block: range, lines: list[str]) -> Iterator[str]:
    yield from (hit["value"] for at in keys_of(block, lines) if (hit := NAME.fullmatch(lines[at])))


def step_of(lines: list[str], at: int) -> range:
    """The lines of the item of `steps:` around a line."""
    depth = key_depth(lines[at]) + 1
    for number in range(at, -1, -1):
        text = lines[number]
        if not text.strip() or text.lstrip().startswith("#") or indent(text) >= depth:
            continue
        if text.lstrip().startswith("- "):
            depth = indent(text) + 1
            if heads_steps(lines, number):
                return range(number, end_of(lines, number, indent(text)))
        else:
            depth = indent(text) + 1
    return range(0)


def heads_steps(lines: list[str], at: int) -> bool:
    """Is the item in this line one of `steps:`?"""
    depth = indent(lines[at])
    above = (text for text in reversed(lines[:at]) if text.strip() and not text.lstrip().startswith("#"))
    found = next((text for text in above if indent(text) < depth or (indent(text) == depth and text[depth] != "-")), "")
    return found.strip() == "steps:"


def end_of(lines: list[str], at: int, depth: int) -> int:
    """The line behind a block that begins in this one, at this depth."""
    rest = range(at + 1, len(lines))
    return next((each for each in rest if lines[each].strip() and is_outside(lines[each], depth)), len(lines))


def is_outside(text: str, depth: int) -> bool:
    return indent(text) <= depth and not text.lstrip().startswith("#")


def job_around(lines: list[str], step: int) -> range:
    """The job that the step in this line belongs to: what is around its `steps:`."""
    steps = next(at for at in range(step, -1, -1) if lines[at].strip() == "steps:")
    depth = indent(lines[steps])
    for at in range(steps - 1, -1, -1):
        if lines[at].strip() and is_outside(lines[at], depth - 1):
            return range(at, end_of(lines, at, indent(lines[at])))
    return range(0)


def job_of(lines: list[str], at: int) -> range:
    """The job of GitLab around a line; none for a template, and for those whose name tells that they may fail."""
    first = next((each for each in range(at, -1, -1) if lines[each][:1].strip() and lines[each][0] not in "#-"), -1)
    if first < 0 or lines[first][0] == "." or MEANT.search(lines[first]):
        return range(0)
    return range(first, end_of(lines, first, 0))

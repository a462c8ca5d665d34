"""Facts and rules in, findings out. A rule that crashes is named; the others go on."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterable, Iterator

from doctor.errors import UsageError
from doctor.facts.codec import decode, encode
from doctor.facts.graph import FactError, Facts
from doctor.model.findings import Defect, Finding, Problem, Severity
from doctor.model.record import Record
from doctor.rules.registry import Rule
from doctor.turns import can_fork, cores, in_turns

MANY = 100  # files
NUMBERS = re.compile(r"\d+(\.\d+)+|(?<=line )\d+|(?<=[a-z]:)\d+")  # versions, and lines that a message names
URL = "https://pytest-doctor.readthedocs.io/rules/{name}"


class Examination(Record):
    """What the rules said, and which of them crashed."""

    findings: tuple[Finding, ...]
    defects: tuple[Defect, ...]


Told = tuple[tuple[Finding, ...], tuple[Defect, ...]]


def selected(rules: Iterable[Rule], select: Iterable[str], ignore: Iterable[str]) -> Iterator[Rule]:
    """The rules whose name or topic is wanted."""
    wanted, unwanted = set(select), set(ignore)
    for rule in rules:
        ids = {rule.name, rule.topic}
        if (not wanted or ids & wanted) and not ids & unwanted:
            yield rule


def examine(facts: Facts, rules: Iterable[Rule], progress: Callable[[str], None] = lambda _: None) -> Examination:
    """Runs the rules over the facts: in two processes, topic by topic, where there are many files."""
    topics: dict[str, list[Rule]] = {}
    for rule in rules:
        topics.setdefault(rule.topic, []).append(rule)
    shares = list(topics.values())
    if len(shares) > 1 and is_large(facts):
        get_ready(facts, shares)
        told = in_turns(len(shares), lambda number: encode(run(facts, shares[number], progress)))
        parts = [decode(each) for each in told]
    else:
        parts = [run(facts, each, progress) for each in shares]
    findings = [finding for part, _ in parts for finding in part]
    defects = [defect for _, part in parts for defect in part]
    return Examination(tuple(sorted(dict.fromkeys(findings), key=order)), tuple(dict.fromkeys(defects)))


def is_large(facts: Facts) -> bool:
    """Are there so many files that a second process pays, and may there be one?"""
    if not can_fork() or cores(facts.get("invocation").jobs) == 1:
        return False
    try:
        return len(facts.get("sources").files) > MANY
    except FactError:
        return False


def get_ready(facts: Facts, shares: Iterable[Iterable[Rule]]) -> None:
    """Works out what both processes need, as far as it can be."""
    for name in dict.fromkeys(name for share in shares for rule in share for name in rule.facts):
        with contextlib.suppress(FactError):
            facts.get(name)


def run(facts: Facts, rules: Iterable[Rule], progress: Callable[[str], None]) -> Told:
    """What these rules say, one after another."""
    findings: list[Finding] = []
    defects: list[Defect] = []
    for rule in rules:
        progress(rule.name)
        try:
            findings.extend(place(rule, problem) for problem in facts.call(rule.check))
        except UsageError:
            raise
        except FactError as fault:
            defects.append(Defect(f"fact {fault.name}", describe(fault.cause)))
        except Exception as fault:  # the one wall for our own defects: named, never silent, exit code 3
            defects.append(Defect(rule.name, describe(fault)))
    return tuple(findings), tuple(defects)


def place(rule: Rule, problem: Problem) -> Finding:
    """The finding that a rule's problem is."""
    return Finding(
        rule=rule.name,
        topic=rule.topic,
        severity=problem.severity or rule.severity,
        problem=problem,
        fingerprint=fingerprint(rule.name, problem),
        url=url(rule.name),
    )


def url(name: str) -> str:
    """Where a rule's page is published."""
    return URL.format(name=name)


def fingerprint(name: str, problem: Problem) -> str:
    """The same for the same problem when lines above it come and go, and when versions change."""
    from hashlib import sha256  # 4 ms, only when there is something to say

    said = NUMBERS.sub("#", problem.message)
    return sha256("\0".join((name, problem.place.file, said)).encode(errors="surrogatepass")).hexdigest()[:16]


def order(finding: Finding) -> tuple[int, str, int, int, str]:
    """Worst first, then by place."""
    place = finding.place
    return (-finding.severity, place.file, place.line, place.column, finding.rule)


def describe(fault: Exception) -> str:
    """Type, message and the line of ours where it happened."""
    trace = fault.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    where = f" ({trace.tb_frame.f_code.co_filename.rsplit('doctor', 1)[-1]}:{trace.tb_lineno})" if trace else ""
    return f"{type(fault).__name__}: {fault}{where}"


def at_least(findings: Iterable[Finding], severity: Severity) -> Iterator[Finding]:
    """The findings of this severity or worse."""
    return (finding for finding in findings if finding.severity >= severity)

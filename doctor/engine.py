"""Facts and rules in, findings out. A rule that crashes is named; the others go on."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from functools import partial
from typing import Any

from doctor.errors import UsageError
from doctor.facts.codec import decode, encode
from doctor.facts.graph import FactError, Facts
from doctor.model.findings import Defect, Finding, Problem, Severity, Told
from doctor.model.record import Record
from doctor.model.sources import SourceFile
from doctor.rules.registry import FILES, SUSPECTS, Rule, parameters
from doctor.turns import can_fork, cores, in_turns

MANY = 100  # files
PARTS, LEAST = 16, 25  # of the files, and how many there are in each at least
FEW = 6  # rules
NUMBERS = re.compile(r"\d+(\.\d+)+|(?<=line )\d+|(?<=[a-z]:)\d+")  # versions, and lines that a message names
URL = "https://pytest-doctor.readthedocs.io/rules/{name}"


class Examination(Record):
    """What the rules said, and which of them crashed."""

    findings: tuple[Finding, ...]
    defects: tuple[Defect, ...]


Work = Callable[[], Told]


def selected(rules: Iterable[Rule], select: Iterable[str], ignore: Iterable[str]) -> Iterator[Rule]:
    """The rules whose name or topic is wanted."""
    wanted, unwanted = set(select), set(ignore)
    for rule in rules:
        ids = {rule.name, rule.topic}
        if (not wanted or ids & wanted) and not ids & unwanted:
            yield rule


def silent(_: str) -> None:
    """Progress that has been told."""


def examine(facts: Facts, rules: Iterable[Rule], progress: Callable[[str], None] = silent) -> Examination:
    """Runs the rules over the facts: first what is asked of each file, then what is asked of all. In two processes
    where there are many files."""
    rules = tuple(rules)
    is_shared = len(rules) > FEW and is_large(facts)
    if is_shared:
        get_ready(facts, rules)
    told = worked(of_each(facts, rules, progress), is_shared)
    suspects: dict[str, set[str]] = {}
    for name, paths in (item for part in told for item in part.suspects.items()):
        suspects.setdefault(name, set()).update(paths)
    told += worked(of_all(facts, rules, suspects, progress), is_shared)
    findings = [finding for part in told for finding in part.findings]
    defects = [defect for part in told for defect in part.defects]
    return Examination(tuple(sorted(dict.fromkeys(findings), key=order)), tuple(dict.fromkeys(defects)))


def worked(shares: Iterable[Work], is_shared: bool) -> list[Told]:
    """What all pieces of work give, in any order."""
    shares = list(shares)
    if len(shares) > 1 and is_shared:
        return [decode(each) for each in in_turns(len(shares), lambda number: encode(shares[number]()))]
    return [share() for share in shares]


def of_each(facts: Facts, rules: Iterable[Rule], progress: Callable[[str], None]) -> Iterator[Work]:
    """What is asked of each file by itself, over some of the files at a time."""
    singly = [rule for rule in rules if rule.each]
    for part in parts_of(facts) if singly else ():
        yield partial(run_each, facts, singly, part, silent if part.start else progress)


def of_all(
    facts: Facts, rules: Iterable[Rule], suspects: Mapping[str, Set[str]], progress: Callable[[str], None]
) -> Iterator[Work]:
    """The other rules, a few of one topic at a time."""
    topics: dict[str, list[Rule]] = {}
    for rule in rules:
        if not rule.each or rule.name in suspects:
            topics.setdefault(rule.topic, []).append(rule)
    for each in topics.values():
        for start in range(0, len(each), FEW):
            yield partial(run, facts, each[start : start + FEW], suspects, progress)


def parts_of(facts: Facts) -> Iterator[slice]:
    """The files in parts, at least one."""
    try:
        count = len(facts.get("sources").files)
    except FactError:
        count = 0
    size = max(LEAST, count // PARTS)
    yield from (slice(start, start + size) for start in range(0, count or 1, size))


def is_large(facts: Facts) -> bool:
    """Are there so many files that a second process pays, and may there be one?"""
    if not can_fork() or cores(facts.get("invocation").jobs) == 1:
        return False
    try:
        return len(facts.get("sources").files) > MANY
    except FactError:
        return False


def get_ready(facts: Facts, rules: Iterable[Rule]) -> None:
    """Works out what both processes need, as far as it can be."""
    for name in dict.fromkeys(name for rule in rules for name in rule.facts):
        with contextlib.suppress(FactError):
            facts.get(name)


class Said:
    """What rules have said so far."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self.defects: list[Defect] = []
        self.suspects: dict[str, list[str]] = {}

    def ask(self, rule: Rule, check: Callable[..., Iterable[Problem]], **given: SourceFile) -> None:
        """Takes down what the rule finds, or that it crashes."""
        try:
            for problem in check(**given):
                self.findings.append(place(rule, problem))
        except UsageError:
            raise
        except FactError as fault:
            self.defects.append(Defect(f"fact {fault.name}", describe(fault.cause)))
        except Exception as fault:  # the one wall for our own defects: named, never silent, exit code 3
            self.defects.append(Defect(rule.name, describe(fault)))

    def look(self, rule: Rule, **given: Any) -> Iterable[Problem]:
        """Takes down whether the rule suspects the file."""
        if rule.suspect and rule.suspect(**given):
            file: SourceFile = given[rule.each]
            self.suspects.setdefault(rule.name, []).append(file.path)
        return ()

    def told(self) -> Told:
        suspects = {name: tuple(paths) for name, paths in self.suspects.items()}
        return Told(tuple(self.findings), tuple(self.defects), suspects)


def run(facts: Facts, rules: Iterable[Rule], suspects: Mapping[str, Set[str]], progress: Callable[[str], None]) -> Told:
    """What these rules say, one after another."""
    said = Said()

    def check(rule: Rule) -> Iterator[Problem]:
        given = {}
        if rule.suspect:
            paths = suspects[rule.name]
            given[SUSPECTS] = tuple(file for file in facts.get("sources") if file.path in paths)
        yield from facts.call(rule.check, **given)

    for rule in rules:
        progress(rule.name)
        said.ask(rule, partial(check, rule))
    return said.told()


def run_each(facts: Facts, rules: Iterable[Rule], part: slice, progress: Callable[[str], None]) -> Told:
    """What these rules say of some files, and which they suspect: all rules of one file, and then of the next, so that
    it is decoded once."""
    said = Said()
    checks: dict[str, list[tuple[Rule, Callable[..., Iterable[Problem]]]]] = {name: [] for name in FILES}

    def prepare(rule: Rule) -> Iterable[Problem]:
        asked = parameters(rule.asked)
        given = facts.of(name for name in ("sources", *asked) if name not in FILES)
        function = partial(said.look, rule) if rule.suspect else rule.check
        checks[rule.each].append((rule, partial(function, **{name: given[name] for name in asked if name in given})))
        return ()

    for rule in rules:
        progress(rule.name)
        said.ask(rule, partial(prepare, rule))
    for file in tuple(facts.get("sources"))[part] if any(checks.values()) else ():
        for name in FILES if file.collected else FILES[:1]:
            given = {name: file}
            for rule, check in checks[name]:
                said.ask(rule, check, **given)
    return said.told()


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

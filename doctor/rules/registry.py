"""Finds the rules: a file is a rule, its name the rule's name, its folder the topic."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from doctor.model.findings import Problem, Severity
from doctor.model.record import Record, once

Check = Callable[..., Iterator[Problem]]
Suspect = Callable[..., bool]

TOPICS = (
    "config",
    "plugins",
    "environment",
    "markers",
    "async_tests",
    "collection",
    "fixtures",
    "isolation",
    "mocks",
    "processes",
    "enforcement",
    "settings",
)


FILES = ("file", "test_file")
SUSPECTS = "suspects"


class Rule(Record):
    """A rule as its file declares it. `suspect` tells of one file whether the check has to look at it."""

    name: str
    topic: str
    severity: Severity
    since: str
    check: Check
    page: str
    suspect: Suspect | None = None

    @once
    def facts(self) -> tuple[str, ...]:
        """The names of the facts that the check and `suspect` take."""
        names = (*parameters(self.check), *(parameters(self.suspect) if self.suspect else ()))
        return tuple(dict.fromkeys(name for name in names if name not in (*FILES, SUSPECTS)))

    @once
    def asked(self) -> Check | Suspect:
        """What is asked first: whether a file is suspect, else the check."""
        return self.suspect or self.check

    @once
    def each(self) -> str:
        """ "file" or "test_file" if what is asked first takes one, and so is asked of each file by itself: each Python
        file of the project, or each that pytest would collect."""
        return next((name for name in parameters(self.asked) if name in FILES), "")

    @property
    def title(self) -> str:
        """The first line of the page: the problem in one sentence."""
        return self.page.split("\n", 1)[0]


def parameters(function: Callable[..., object]) -> tuple[str, ...]:
    """What it takes: facts by their names, a file, suspects."""
    code = function.__code__
    return code.co_varnames[: code.co_argcount]


def rule(*, severity: Severity, since: str, suspect: Suspect | None = None) -> Callable[[Check], Check]:
    """Marks the check of a rule file. Its parameters name the facts that it is given; one that takes `file` or
    `test_file` is called for each.

    A check that needs several files at once, but few of them, takes `suspects`: those of which `suspect`, which is
    called for each, says so. Without any it is not called.

    >>> @rule(severity=Severity.ERROR, since="0.1")
    ... def check(config, plugins): ...

    >>> @rule(severity=Severity.WARNING, since="0.1")
    ... def check(test_file, fixtures): ...

    >>> @rule(severity=Severity.WARNING, since="0.1", suspect=lambda test_file: bool(test_file.fixtures))
    ... def check(suspects, fixtures): ...
    """

    def mark(check: Check) -> Check:
        check.__rule__ = (severity, since, suspect)  # type: ignore[attr-defined]
        return check

    return mark


@cache
def modules() -> tuple[tuple[str, str], ...]:
    """(topic, module) of each rule file, sorted."""
    here = Path(__file__).parent
    return tuple(
        (topic, path.stem)
        for topic in TOPICS
        for path in sorted((here / topic).glob("*.py"))
        if not path.name.startswith("_")
    )


def load(topic: str, module: str) -> Rule:
    """The rule of one file. One that cannot be imported is a rule that crashes: it is named, and the others go on."""
    try:
        found = importlib.import_module(f"doctor.rules.{topic}.{module}")
        severity, since, suspect = found.check.__rule__
    except Exception as fault:
        return unloaded(topic, module, fault)
    return Rule(
        name=module.replace("_", "-"),
        topic=topic.replace("_", "-"),
        severity=severity,
        since=since,
        check=found.check,
        page=(found.__doc__ or "").strip(),
        suspect=suspect,
    )


def unloaded(topic: str, module: str, fault: Exception) -> Rule:
    """Stands for the rule of a file that is broken."""

    def check() -> Iterator[Problem]:
        raise fault

    return Rule(module.replace("_", "-"), topic.replace("_", "-"), Severity.ERROR, "", check, "")


@cache
def rules() -> tuple[Rule, ...]:
    """All rules, by topic and name."""
    return tuple(load(topic, module) for topic, module in modules())

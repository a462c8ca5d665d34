"""Finds the rules: a file is a rule, its name the rule's name, its folder the topic."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from doctor.model.findings import Problem, Severity
from doctor.model.record import Record, once

Check = Callable[..., Iterator[Problem]]

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


class Rule(Record):
    """A rule as its file declares it."""

    name: str
    topic: str
    severity: Severity
    since: str
    check: Check
    page: str

    @once
    def parameters(self) -> tuple[str, ...]:
        """What the check takes: facts by their names, and a file."""
        code = self.check.__code__
        return code.co_varnames[: code.co_argcount]

    @once
    def facts(self) -> tuple[str, ...]:
        """The names of the facts that the check takes."""
        return tuple(name for name in self.parameters if name not in FILES)

    @once
    def each(self) -> str:
        """ "file" or "test_file" if the check takes one, and so judges each file by itself: each Python file of the
        project, or each that pytest would collect."""
        return next((name for name in self.parameters if name in FILES), "")

    @property
    def title(self) -> str:
        """The first line of the page: the problem in one sentence."""
        return self.page.split("\n", 1)[0]


def rule(*, severity: Severity, since: str) -> Callable[[Check], Check]:
    """Marks the check of a rule file. Its parameters name the facts that it is given; one that takes `file` or
    `test_file` is called for each.

    >>> @rule(severity=Severity.ERROR, since="0.1")
    ... def check(config, plugins): ...

    >>> @rule(severity=Severity.WARNING, since="0.1")
    ... def check(test_file, fixtures): ...
    """

    def mark(check: Check) -> Check:
        check.__rule__ = (severity, since)  # type: ignore[attr-defined]
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
        severity, since = found.check.__rule__
    except Exception as fault:
        return unloaded(topic, module, fault)
    return Rule(
        name=module.replace("_", "-"),
        topic=topic.replace("_", "-"),
        severity=severity,
        since=since,
        check=found.check,
        page=(found.__doc__ or "").strip(),
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

"""`pytest-doctor diagnose --each-rootdir`: every project of a repository, each as if pytest were called in it."""

from __future__ import annotations

import marshal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from doctor.commands.call import style
from doctor.commands.children import Children
from doctor.commands.diagnose import write_baseline
from doctor.commands.formats import check_format
from doctor.commands.one import Task, answered
from doctor.commands.several import Several
from doctor.errors import UsageError
from doctor.facts import cache
from doctor.facts.graph import Facts
from doctor.facts.providers import facts_of
from doctor.facts.rootdirs import within
from doctor.model.invocation import Invocation
from doctor.rules.registry import rules
from doctor.settings import settings
from doctor.suppress.limits import Limits

FOR_ONE = {"fix": "--fix", "unsafe": "--unsafe-fixes", "diff": "--diff", "verify": "--verify"}


def each_command(
    invocation: Invocation,
    profile: str,
    form: str,
    output: str | None,
    quiet: bool,
    verbose: bool,
    update_baseline: bool = False,
    changed_since: str | None = None,
    **given: Any,
) -> int:
    """Examines each project in a process of its own, prints what it finds in the order of the folders, and ends as the
    worst of them does."""
    started = time.perf_counter()
    check_call(form, given)
    facts, chosen = facts_of(invocation), settings(Path(invocation.project), **given)
    limits = Limits(invocation.project, chosen, changed_since) if not update_baseline else None
    tasks = list(tasks_of(facts, profile, given, chosen.baseline, form != "text"))
    several = Several(facts, form, output, style(output, verbose), quiet, limits, keeps=update_baseline)
    with Children(answered, died, jobs(facts)) as children:
        for task, answer in children.answers(tasks, several.progress(len(tasks))):
            several.take(task, marshal.loads(answer))  # noqa: S302  of our own process
    if update_baseline:
        return write_baseline(several.report(), chosen)
    return several.end(time.perf_counter() - started)


def check_call(form: str, given: dict[str, Any]) -> None:
    """UsageError for what goes with one project only; takes those options out of `given`."""
    check_format(form)
    wanted = [option for name, option in FOR_ONE.items() if given.pop(name, False)]
    if wanted:
        raise UsageError(
            f"--each-rootdir only examines: call {wanted[0]} in one project, pytest-doctor diagnose FOLDER"
        )


def tasks_of(facts: Facts, profile: str, given: dict[str, Any], baseline: str, edits: bool) -> Iterator[Task]:
    """One for each project. UsageError where there is none."""
    call, folders = facts.get("invocation"), facts.get("rootdirs")
    if not folders:
        raise UsageError(f"no folder at or below {call.project} holds a configuration of pytest's")
    rules()  # once, before processes are forked off
    cache.flush()
    inner = max(jobs(facts) // len(folders), 1)  # processes that each may start itself
    for folder in folders:
        project = str(Path(call.project, folder))
        one = call.replace(project=project, apart=tuple(within(folder, folders)), jobs=inner)
        yield Task(folder, one, profile, tuple(given.items()), baseline, edits)


def jobs(facts: Facts) -> int:
    """How many processes at once: -j, else as many as there are cores for us."""
    wanted: int = facts.get("invocation").jobs
    limits = facts.get("container").limits
    quota = int(limits.cpu_quota) if limits.cpu_quota else limits.cpus_affinity
    return wanted or max(min(limits.cpus_affinity, quota), 1)


def died(code: int) -> bytes:
    """The answer in place of a process that ended without one."""
    how = f"was killed by signal {-code}" if code < 0 else f"ended with {code}"
    return marshal.dumps({"defect": f"the process that examined it {how}"})

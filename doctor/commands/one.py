"""One project of several, examined in a process of its own."""

from __future__ import annotations

import marshal
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from doctor.commands.diagnose import diagnose
from doctor.commands.place import in_chosen_place
from doctor.commands.remembered import is_lasting, remembered, state
from doctor.engine import describe
from doctor.errors import UsageError
from doctor.facts import cache
from doctor.facts.codec import decode, encode
from doctor.facts.providers import facts_of
from doctor.model.findings import Report
from doctor.model.invocation import Invocation
from doctor.model.record import Record
from doctor.settings import settings
from doctor.suppress.limits import Limits


class Task(Record):
    """`folder` is the project, relative to the one that was named. `baseline` is applied to the whole report later;
    `given` are the settings of the command line, with `edits` the fixes are worked out."""

    folder: str
    call: Invocation
    profile: str
    given: tuple[tuple[str, Any], ...]
    baseline: str
    edits: bool


def answered(task: Task) -> bytes:
    """What is to be said of the project, as plain data: `report`, else why it is not examined (`refused`, `defect`).
    `fail_on` is as its settings have it, `edits` are its fixes worked out; `kept` is the report to be remembered for
    the state `now`."""
    cache.forget()
    try:
        answer = marshal.dumps(examined(task))
    except UsageError as fault:
        answer = marshal.dumps({"refused": str(fault)})
    except Exception as fault:
        answer = marshal.dumps({"defect": describe(fault)})
    cache.flush()
    return answer


def examined(task: Task) -> dict[str, Any]:
    """The answer of a project that can be examined."""
    started = time.perf_counter()
    call = in_chosen_place(task.call, task.profile)
    chosen = settings(Path(call.project), **dict(task.given))
    facts = facts_of(call)
    now = state(facts, chosen)
    report = remembered(facts, now)
    answer: dict[str, Any] = {"fail_on": chosen.fail_on}
    if report is None:
        report = diagnose(facts, chosen)
        if is_lasting(facts, now, report):
            answer |= {"now": now, "kept": marshal.dumps(encode(report))}
    report = report.replace(below=0, seconds=time.perf_counter() - started)
    if chosen.baseline and chosen.baseline != task.baseline:
        report = Limits(call.project, chosen).apply(report)
    if task.edits and report.fixable:
        from doctor.commands.fix import worked_out

        report = worked_out(report)
    edits = [(encode(fix), encode(edits)) for fix, edits in report.edits.items()]
    return {**answer, "report": encode(report.replace(edits={})), "edits": edits}


def report_of(answer: Mapping[str, Any]) -> Report:
    """The report that an answer holds."""
    report: Report = decode(answer["report"])
    return report.replace(edits={decode(fix): decode(edits) for fix, edits in answer["edits"]})

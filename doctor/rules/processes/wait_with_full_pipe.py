"""A test waits for a process whose output nobody reads meanwhile.

## Why

A pipe holds some 64 KiB. A process that writes more waits until somebody reads; `wait()` and `subprocess.call` wait
until the process ends: both wait for ever, from the day on which there is more output than that
(https://docs.python.org/3/library/subprocess.html#subprocess.Popen.wait).

## Instead

`communicate()`, which reads and waits; or `stdout=subprocess.DEVNULL`, or a file, where nobody looks at the output.

## Fix safety

There is no fix: what is read afterwards comes from elsewhere then.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Related, Severity
from doctor.model.flows import Held
from doctor.model.sources import SourceFile
from doctor.rules.registry import rule

PIPES = ("stdout", "stderr")


@rule(severity=Severity.NOTE, since="0.1")
def check(file: SourceFile) -> Iterator[Problem]:
    if file.collected or file.role in ("conftest", "plugin"):
        for held in file.flows.held:
            if held.kind == "process" and held.expr.value == "subprocess.Popen" and held.root == "local":
                yield from of_process(held)


def of_process(held: Held) -> Iterator[Problem]:
    piped = [name for name in PIPES if (value := held.expr.keyword(name)) and value.value == "subprocess.PIPE"]
    waits = [use for use in held.uses if use.how == "method" and use.what == "wait" and use.within == held.within]
    if not piped or not waits or held.shared:
        return
    first = waits[0]
    ended = ("terminate", "kill", "send_signal", "communicate")
    for use in held.uses:
        name = use.what.partition(".")[0]
        if use.how in ("argument", "returned", "yielded", "other", "with") or (
            name in ended and use.place < first.place
        ):
            return
        if name in PIPES and use.place < first.place:
            return  # read before, or handed on
    read = next((use for use in held.uses if use.what.partition(".")[0] in piped), None)
    yield Problem(
        place=first.place,
        message=f"wait() waits for a process while nobody reads its {piped[0]}, which is a pipe",
        label="waits for ever once the pipe is full",
        related=(
            Related(held.expr.place, f"{piped[0]}=PIPE"),
            *((Related(read.place, "read too late"),) if read else ()),
        ),
        consequence="from some 64 KiB of output on the process and the test wait for each other",
        help="call communicate() in place of wait(), or let the output go to subprocess.DEVNULL",
    )

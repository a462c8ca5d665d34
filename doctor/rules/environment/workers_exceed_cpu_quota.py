"""pytest-xdist starts far more workers than the container has CPUs or memory for.

## Why

`-n auto` counts the CPUs that the process may be scheduled on. A quota of the control group (`docker --cpus`, a limit
of Kubernetes) does not change that number: on a host of 64 CPUs with a quota of two, 64 workers share two CPUs, each
imports the whole suite, timeouts fire and memory runs out (https://github.com/pytest-dev/pytest-xdist/issues/9).

## Instead

`-n 2`, or `PYTEST_XDIST_AUTO_NUM_WORKERS=2` in the container, which `-n auto` obeys.

## Fix safety

No fix is offered: the right number depends on the tests.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine, GivenOption
from doctor.model.environment import Container, Distributions, Limits, Variables
from doctor.model.findings import Problem, Severity
from doctor.model.plugins import Plugins
from doctor.rules.registry import rule
from doctor.rules.workers import number, workers

MB = 1024 * 1024
LEAST = 64 * MB  # what a worker that has imported pytest and nothing else takes, in round numbers


@rule(severity=Severity.WARNING, since="0.1")
def check(
    command_line: CommandLine,
    plugins: Plugins,
    container: Container,
    variables: Variables,
    distributions: Distributions,
) -> Iterator[Problem]:
    option = workers(command_line, plugins)
    limits = container.limits
    if option is None or (limits.cpu_quota is None and limits.memory is None):
        return
    count = number(option, variables, limits, distributions)
    cpus = limits.cpu_quota
    if count and cpus is not None and count >= 2 * max(1.0, cpus) and count - cpus >= 2:
        yield too_many(option, count, cpus, limits)
    elif count > 1 and limits.memory is not None and limits.memory / count < LEAST:
        yield too_little_memory(option, count, limits.memory)


def share(value: float) -> str:
    return f"{value:g}"


def too_many(option: GivenOption, count: int, cpus: float, limits: Limits) -> Problem:
    fit = max(1, int(cpus))
    memory = f", and {limits.memory // count // MB} MB each of {limits.memory // MB} MB" if limits.memory else ""
    return Problem(
        place=option.place,
        message=f"'{option.text()}' starts {count} workers where the CPU quota is {share(cpus)}: "
        f"{share(round(cpus / count, 2))} of a CPU each{memory}",
        label=f"{count} workers",
        consequence="the workers take turns: slower than fewer workers, and timeouts fire",
        help=f"use -n {fit}, or set PYTEST_XDIST_AUTO_NUM_WORKERS={fit} in the container",
    )


def too_little_memory(option: GivenOption, count: int, memory: int) -> Problem:
    fit = max(1, memory // (2 * LEAST))
    return Problem(
        place=option.place,
        message=f"'{option.text()}' starts {count} workers in {memory // MB} MB of memory: {memory // count // MB} MB "
        "each",
        label=f"{count} workers",
        consequence="the kernel kills a worker: 'worker gw0 crashed', or the whole run ends with exit code 137",
        help=f"use -n {fit}, or raise the container's memory limit",
    )

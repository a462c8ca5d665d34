"""pytest-xdist starts far more workers than the container has CPUs or memory for.

## Why

`-n auto` counts the CPUs that the process may be scheduled on. A quota of the control group (`docker --cpus`, a limit
of Kubernetes) does not change that number: on a host of 64 CPUs with a quota of two, 64 workers share two CPUs, each
imports the whole suite, timeouts fire and memory runs out (https://github.com/pytest-dev/pytest-xdist/issues/9).
The number of workers that a service of a compose file calls pytest with is held against that service's own limits.

## Instead

`-n 2`, or `PYTEST_XDIST_AUTO_NUM_WORKERS=2` in the container, which `-n auto` obeys.

## Fix safety

No fix is offered: the right number depends on the tests.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.calls import Calls
from doctor.model.config import CommandLine, GivenOption, Source
from doctor.model.environment import Container, Distributions, Limits, Variables
from doctor.model.findings import Problem, Related, Severity
from doctor.model.plugins import Plugins
from doctor.model.written_limits import WrittenLimits
from doctor.rules.registry import rule
from doctor.rules.workers import number, workers

MB = 1024 * 1024
WORKERS = ("-n", "--numprocesses")
LEAST = 64 * MB  # what a worker that has imported pytest and nothing else takes, in round numbers


@rule(severity=Severity.WARNING, since="0.1")
def check(
    command_line: CommandLine,
    plugins: Plugins,
    container: Container,
    variables: Variables,
    distributions: Distributions,
    calls: Calls,
    written_limits: tuple[WrittenLimits, ...],
) -> Iterator[Problem]:
    for each in written_limits:
        yield from in_service(each, calls, plugins)
    option = workers(command_line, plugins)
    limits = container.limits
    if option is None or (limits.cpu_quota is None and limits.memory is None):
        return
    count = number(option, variables, limits, distributions)
    yield from judged(option, count, limits)


def in_service(service: WrittenLimits, calls: Calls, plugins: Plugins) -> Iterator[Problem]:
    """What the service of a compose file calls with a number of workers, within its own limits."""
    for call in calls.calls if service.cpus or service.memory else ():
        if call.place.file == service.file and service.first <= call.place.line <= service.last:
            given = [each for each in call.given(plugins.valued.union(WORKERS)) if each.name in WORKERS]
            value = given[-1].value if given else None
            if value is None or not value.text.isdigit():
                continue
            option = GivenOption(given[-1].name, WORKERS, value.text, value.place, Source.ADDOPTS, known=True)
            cpus = float(service.cpus.text) if service.cpus else None
            limits = Limits(cpu_quota=cpus, memory=service.size or None)
            related = tuple(Related(each.place, "limited here") for each in (service.cpus, service.memory) if each)
            yield from (each.replace(related=related) for each in judged(option, int(value.text), limits))


def judged(option: GivenOption, count: int, limits: Limits) -> Iterator[Problem]:
    cpus = limits.cpu_quota
    if count and cpus is not None and count >= 2 * max(1.0, cpus) and count - cpus >= 2:
        yield too_many(option, count, cpus, limits)
    elif count > 1 and limits.memory is not None and limits.memory / count < LEAST:
        yield too_little_memory(option, count, limits.memory)


def share(value: float) -> str:
    return f"{value:g}"


def too_many(option: GivenOption, count: int, cpus: float, limits: Limits) -> Problem:
    fit = max(1, int(cpus))
    is_counted = not (option.value or "").isdigit()
    memory = f", and {limits.memory // count // MB} MB each of {limits.memory // MB} MB" if limits.memory else ""
    return Problem(
        place=option.place,
        message=f"'{option.text()}' starts {count} workers where the CPU quota is {share(cpus)}: "
        f"{share(round(cpus / count, 2))} of a CPU each{memory}",
        label=f"{count} workers",
        consequence="the workers take turns: slower than fewer workers, and timeouts fire",
        help=f"use -n {fit}" + (f", or set PYTEST_XDIST_AUTO_NUM_WORKERS={fit} in the container" if is_counted else ""),
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

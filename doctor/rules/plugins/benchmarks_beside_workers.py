"""pytest-benchmark switches itself off beside workers, and that stops the run.

## Why

With `-n 4` of pytest-xdist pytest-benchmark measures nothing, and warns of it while pytest starts. Where warnings are
errors (`filterwarnings = error`), that is, from pytest 8.4 on, an INTERNALERROR before any test; with
`--benchmark-only` it is a usage error. pytest-benchmark 5.3 warns as pytest ends, and stops nothing by it.

See https://pytest-benchmark.readthedocs.io/en/latest/usage.html and
https://github.com/ionelmc/pytest-benchmark/issues/286.

## Instead

Leave the warning out: `ignore:Benchmarks are automatically disabled`. Run benchmarks apart, with `-n 0`.

## Fix safety

The benchmarks were not measured beside workers before: a filter that passes over the warning is safe.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.compatibility import satisfies
from doctor.model.config import CommandLine, GivenOption, IniValues, PytestConfig
from doctor.model.findings import Problem, Related, Severity
from doctor.model.plugins import Plugin, Plugins
from doctor.rules.cures import item_added, option_removed
from doctor.rules.filters import error_filter
from doctor.rules.registry import rule

WARNING = "Benchmarks are automatically disabled because xdist plugin is active."
CATEGORY = "PytestBenchmarkWarning"


@rule(severity=Severity.ERROR, since="0.1")
def check(command_line: CommandLine, plugins: Plugins, config: PytestConfig, ini: IniValues) -> Iterator[Problem]:
    plugin = plugins.of_distribution("pytest-benchmark")
    workers = command_line.last("-n", "--numprocesses")
    if not plugin or not plugin.active or not workers or not workers.known or workers.value in (None, "0"):
        return
    off, on = command_line.last("--benchmark-disable"), command_line.last("--benchmark-enable")
    only, skip = command_line.last("--benchmark-only"), command_line.last("--benchmark-skip")
    if only and only.known and not off:
        yield refused(only, workers)
    elif not skip and not (off and not on) and is_said_at_start(plugin):
        filter_ = error_filter(config, ini, command_line, CATEGORY, WARNING)
        if filter_ and config.version >= (8, 4):
            fix = item_added(config, "filterwarnings", "ignore:Benchmarks are automatically disabled", safe=True)
            yield warned(workers, filter_.text).replace(
                related=(Related(filter_.place, "makes an error of it"),) if filter_.place else (), fix=fix
            )


def is_said_at_start(plugin: Plugin) -> bool:
    """pytest-benchmark 5.3 waits with the warning until pytest ends, where no filter makes an error of it."""
    return not plugin.version or satisfies(plugin.version, "<5.3")


def refused(only: GivenOption, workers: GivenOption) -> Problem:
    return Problem(
        place=only.place,
        message=f"'--benchmark-only' and '{workers.text()}' exclude each other: beside workers benchmarks are disabled",
        label="nothing to run",
        related=(Related(workers.place, "starts workers"),),
        consequence="pytest stops: Can't have both --benchmark-only and --benchmark-disable options. Note that "
        "--benchmark-disable is automatically activated if xdist is on",
        help="run benchmarks apart: pytest -n 0 --benchmark-only",
        fix=option_removed(only),
    )


def warned(workers: GivenOption, filter_: str) -> Problem:
    return Problem(
        place=workers.place,
        message=f"pytest-benchmark warns that '{workers.text()}' disables it, and the filter '{filter_}' makes that "
        "an error",
        label="starts workers",
        consequence=f"pytest stops: INTERNALERROR: {CATEGORY}: {WARNING}",
        help="add 'ignore:Benchmarks are automatically disabled' behind it",
    )

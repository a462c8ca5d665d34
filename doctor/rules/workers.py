"""Is the run spread over the workers of pytest-xdist?"""

from __future__ import annotations

from doctor.model.compatibility import satisfies
from doctor.model.config import CommandLine, GivenOption, PytestConfig
from doctor.model.environment import Distributions, Limits, Variables
from doctor.model.plugins import Plugins

# xdist hands groups on within `Item._nodeid`, which pytest 9.2 does not read any more:
# https://github.com/pytest-dev/pytest-xdist/issues/1386
WITHOUT_NODEID, WRITES_NODEID = (9, 2), "<=3.8.0"


def workers(command_line: CommandLine, plugins: Plugins) -> GivenOption | None:
    """The option that asks pytest-xdist for more than one worker."""
    if not is_loaded(plugins):
        return None
    option = command_line.last("-n", "--numprocesses")
    if option:
        return option if option.value not in (None, "0", "1") else None
    return command_line.last("--tx")


def is_loaded(plugins: Plugins) -> bool:
    """Is the plugin `xdist` itself loaded? The distribution brings `xdist.looponfail`, too."""
    return any(plugin.name == "xdist" and plugin.active for plugin in plugins)


def keeps_groups(config: PytestConfig, plugins: Plugins) -> bool:
    """Does `--dist loadgroup` keep the tests of a group together with these versions?"""
    xdist = next((plugin.version for plugin in plugins.active if plugin.name == "xdist"), "")
    return config.version < WITHOUT_NODEID or not (xdist and satisfies(xdist, WRITES_NODEID))


def number(option: GivenOption, variables: Variables, limits: Limits, distributions: Distributions) -> int:
    """The workers that this option starts, 0 where it cannot be told."""
    text = option.value or ""
    if text.isdigit():
        return int(text)
    if text not in ("auto", "logical"):
        return 0
    given = variables.get("PYTEST_XDIST_AUTO_NUM_WORKERS") or ""
    if given.isdigit():
        return int(given)
    if text == "auto" and distributions.get("psutil"):
        return 0  # physical cores, which are not known here
    return min(limits.cpus_affinity, limits.cpus_host)

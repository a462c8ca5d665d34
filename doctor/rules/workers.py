"""Is the run spread over the workers of pytest-xdist?"""

from __future__ import annotations

from doctor.model.config import CommandLine, GivenOption
from doctor.model.plugins import Plugins


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

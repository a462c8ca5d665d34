"""Whether pytest-guard keeps a plugin out of the sandbox."""

from __future__ import annotations

from doctor.model.config import CommandLine, IniValues
from doctor.model.environment import Variables, normalized
from doctor.model.plugins import Plugin, Plugins

NAME = "SANDBOX_ENABLED"
YES = ("1", "true", "yes", "on")
BLOCKED = "rerunfailures"


def sandbox(plugin: Plugin, plugins: Plugins, ini: IniValues, command_line: CommandLine, variables: Variables) -> str:
    """ "env" where the variable says so, so that it is kept out; "auto" where it is if its sockets are refused."""
    if not any(each.distribution == "pytest-guard" for each in plugins.active):
        return ""

    def given(name: str) -> str:
        option = command_line.last("--" + name.replace("_", "-"))
        value = option.value if option else ini[name]
        return " ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value or "")

    blocked = (given("guard_sandbox_block") or BLOCKED).replace(",", " ").split()
    if plugin.name not in blocked and normalized(plugin.distribution) not in map(normalized, blocked):
        return ""
    mode = given("guard_sandbox") or "env"
    said = (variables.get(given("guard_sandbox_env") or NAME) or "").strip().lower()
    return mode if mode == "auto" or (mode == "env" and said in YES) else ""

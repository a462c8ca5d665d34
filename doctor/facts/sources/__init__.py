"""What stands in the project's Python files: which ones bear on its tests, and what each holds."""

from __future__ import annotations

from doctor.facts.sources.gather import Gathering
from doctor.model.config import CommandLine, IniValues, PytestConfig
from doctor.model.environment import Tree
from doctor.model.invocation import Invocation
from doctor.model.plugins import Plugins
from doctor.model.sources import Sources


def sources(
    invocation: Invocation,
    config: PytestConfig,
    ini: IniValues,
    command_line: CommandLine,
    plugins: Plugins,
    tree: Tree,
) -> Sources:
    """Reads test files, conftests, local plugins and the project's modules that these draw on. Never raises."""
    return Gathering(invocation, config, ini, command_line, plugins, tree).sources()

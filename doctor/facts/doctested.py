"""The fact `doctested`: what cannot be imported of the modules that `--doctest-modules` imports beside test files."""

from __future__ import annotations

from pathlib import Path

from doctor.facts.module_imports import read_imports
from doctor.facts.sources.collect import Collection
from doctor.facts.sources.patterns import Patterns
from doctor.model.config import CommandLine, IniValues, PytestConfig
from doctor.model.environment import Modules, TopImport, Tree
from doctor.model.invocation import Invocation
from doctor.model.sources import Sources

OPTION = "--doctest-modules"
NEVER = ("setup.py", "__main__.py", "conftest.py")  # of the last one others speak


class AllFiles(Patterns):
    """Patterns that each Python file matches."""

    def is_file(self, path: str) -> bool:
        return not path.endswith(tuple(f"/{name}" for name in NEVER))


def doctested(
    invocation: Invocation,
    command_line: CommandLine,
    config: PytestConfig,
    ini: IniValues,
    sources: Sources,
    tree: Tree,
    modules: Modules,
) -> tuple[tuple[str, TopImport], ...]:
    """Each file with its first import that is not there."""
    if not command_line.last(OPTION) or config.blocked("doctest"):
        return ()
    conftests = {file.path: file for file in sources.conftests}
    every = Collection(invocation.project, config, command_line, AllFiles(ini), tree, conftests)
    known = {file.path for file in sources.collected}
    names = {name.removesuffix(".py") for path in tree.files for name in path.split("/")}
    found = []
    for path in every.files():
        if path in known or path.endswith(NEVER):
            continue

        def is_there(module: str, path: str = path) -> bool:
            top = module.partition(".")[0]
            return top in names or modules.find(top, path) is not None or not modules.certain(top, path)

        imports = read_imports(str(Path(invocation.project, path)), path, "", is_there)
        lost = next((each for each in imports if each.module and not is_there(each.module)), None)
        if lost and lost.place.line:
            found.append((path, lost))
    return tuple(found)

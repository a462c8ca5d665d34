"""The fact `unrewritten`: functions of test helpers that check with asserts which pytest does not rewrite.

Looked for only where Python is told to take asserts out.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from doctor.facts.contents import content, tree_of
from doctor.knowledge.syntax import nodes_in
from doctor.model.calls import Calls
from doctor.model.environment import Modules, Variables
from doctor.model.invocation import Invocation
from doctor.model.places import Place, Word
from doctor.model.sources import Sources

NAME = "PYTHONOPTIMIZE"
CHECKS = ("assert", "check", "verify", "expect", "ensure", "should", "compare", "must")


def unrewritten(
    invocation: Invocation, variables: Variables, calls: Calls, sources: Sources, modules: Modules
) -> tuple[Word, ...]:
    is_set = variables.get(NAME) not in (None, "", "0")
    is_asked = any(call.optimized or any(each.name == NAME for each in call.settings) for call in calls.calls)
    if not is_set and not is_asked:
        return ()
    files = dict.fromkeys(imported(sources, modules))
    return tuple(found for file in files for found in checks(Path(invocation.project, file), file))


def imported(sources: Sources, modules: Modules) -> Iterator[str]:
    """The project's modules that tests and conftests import, but those that are plugins, tests or registered."""
    registered = {
        argument.text or ""
        for file in sources
        for call in file.calls_of("pytest.register_assert_rewrite")
        for argument in call.expr.parts
    }
    for file in sources:
        if file.collected or file.role == "conftest":
            for each in file.imports:
                names = (each.module, f"{each.module}.{each.name}") if each.name else (each.module,)
                for name in names:
                    found = modules.find(name, file.path)
                    known = sources.get(found.file) if found else None
                    is_own = found is not None and found.origin in ("project", "cwd") and found.file.endswith(".py")
                    if found and is_own and not (known and known.role != "module") and not is_within(name, registered):
                        yield found.file


def is_within(name: str, registered: set[str]) -> bool:
    return any(f"{name}.".startswith(f"{each}.") for each in registered)


def checks(path: Path, file: str) -> Iterator[Word]:
    """Functions with an assert that are called like a check."""
    data = content(path)
    if b"assert" not in data:
        return
    tree = tree_of(data, file)
    functions = [node for node in nodes_in(tree) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]
    for node in functions:
        asserts = any(isinstance(each, ast.Assert) for each in node.body)
        raises = any(isinstance(each, ast.Raise) for each in nodes_in(node))
        if asserts and not raises and node.name.lstrip("_").startswith(CHECKS):
            yield Word(node.name, Place(file, node.lineno, node.col_offset + 1, node.lineno, node.col_offset + 1))

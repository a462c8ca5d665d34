"""The fact `late_variables`: what conftests set in the environment below the import that reads it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from doctor.facts.calls import content
from doctor.model.environment import FoundModule, Modules
from doctor.model.invocation import Invocation
from doctor.model.late_variables import LateVariable
from doctor.model.places import Place
from doctor.model.sources import Import, SourceFile, Sources

DEEPEST = 40  # modules that are followed from one conftest
GETS = ("os.environ.get", "environ.get", "os.getenv", "getenv")
MAPPINGS = ("os.environ", "environ")
LOADING = ("load_dotenv", "read_env", "read_dotenv", "putenv")
LATER = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.If, ast.Try)


def late_variables(invocation: Invocation, sources: Sources, modules: Modules) -> tuple[LateVariable, ...]:
    found = [late for file in sources.conftests for late in of_conftest(file, invocation, modules)]
    return tuple(late for late in found if not is_set_elsewhere(late, sources))


def is_set_elsewhere(late: LateVariable, sources: Sources) -> bool:
    """May another conftest or plugin, or a line above the import, set it in time?"""
    for file in sources.reaching_others:
        others = [place for name, place in set_in(file) if name == late.name and place != late.place]
        if any(place.file != late.file or place.line < late.above.line for place in others):
            return True
        calls = [call for call in file.calls if call.name.endswith(LOADING) or call.name.startswith("os.environ.")]
        if any(call.place.file != late.file or call.place.line < late.above.line for call in calls):
            return True
    return False


def of_conftest(file: SourceFile, invocation: Invocation, modules: Modules) -> Iterator[LateVariable]:
    sets = sorted(set_in(file), key=lambda each: each[1])
    if not sets or any(call.name.endswith("reload") for call in file.calls):
        return
    above = [each for each in file.imports if not each.guarded and each.place.line < sets[-1][1].line]
    known: set[str] = set()
    for each in sorted(above, key=lambda each: each.place):
        for module in reached(each, file, modules, known):
            readings = read_at_import(Path(invocation.project, module.file), module.file, {name for name, _ in sets})
            for name, place in sets:
                if name in readings and each.place.line < place.line:
                    yield LateVariable(name, file.path, place, module.name, each.place, readings[name])
                    sets = [other for other in sets if other[0] != name]
        if not sets:
            return


def set_in(file: SourceFile) -> Iterator[tuple[str, Place]]:
    """The variables that the module itself sets under no condition."""
    for write in file.writes:
        target = write.target
        if not write.within and not write.guarded and write.value is not None and write.name == "os.environ[]":
            index = target.parts[1].text if len(target.parts) > 1 else None
            if index:
                yield index, target.place


def reached(each: Import, file: SourceFile, modules: Modules, known: set[str]) -> Iterator[FoundModule]:
    """The modules of the project that the import runs, each once."""
    names = [each.module, f"{each.module}.{each.name}"] if each.name not in ("", "*") else [each.module]
    todo = [*parents(each.module), *names]
    while todo and len(known) < DEEPEST:
        name = todo.pop(0)
        found = modules.find(name, file.path)
        if found is None or found.origin not in ("project", "cwd") or not found.file or found.file in known:
            continue
        known.add(found.file)
        yield found
        for other in modules.imports(found):
            todo += [*parents(other.module), other.module, *(f"{other.module}.{part}" for part in other.names)]


def parents(module: str) -> list[str]:
    """The packages around a module, whose `__init__.py` runs first."""
    parts = module.split(".")
    return [".".join(parts[:count]) for count in range(1, len(parts))]


def read_at_import(path: Path, file: str, names: set[str]) -> dict[str, Place]:
    """Which of the variables the module reads while it is imported, and where."""
    text = content(path)
    if b"env" not in text or not any(name.encode() in text for name in names):
        return {}
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError):
        return {}
    found: dict[str, Place] = {}
    todo: list[ast.AST] = list(reversed(tree.body))
    while todo:
        node = todo.pop()
        if isinstance(node, LATER):
            continue
        name = asked(node)
        if name in names and isinstance(node, ast.expr):
            found.setdefault(name, Place(file, node.lineno, node.col_offset + 1, node.lineno, node.col_offset + 2))
        todo += list(ast.iter_child_nodes(node))
    return found


def asked(node: ast.AST) -> str:
    """The variable of `os.environ.get("X")`, `os.getenv("X")` or `os.environ["X"]`."""
    key: ast.expr | None = None
    if isinstance(node, ast.Call) and node.args and ast.unparse(node.func) in GETS:
        key = node.args[0]
    elif isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load) and ast.unparse(node.value) in MAPPINGS:
        key = node.slice
    return str(key.value) if isinstance(key, ast.Constant) and isinstance(key.value, str) else ""

"""The folders that have to be on sys.path for the tests' imports, where plain `pytest` does not put them there."""

from __future__ import annotations

from collections.abc import Iterator

from doctor.facts.graph import Facts
from doctor.model.environment import Modules, Tree
from doctor.model.sources import SourceFile, Sources


def import_roots(facts: Facts) -> tuple[str, ...]:
    """The project itself where tests import what lies in it, `src` where it lies in there; () if all is found."""
    sources: Sources = facts.get("sources")
    tests = [file for file in sources if file.collected or file.role == "conftest"]
    found = {root for file in tests for root in roots(file, facts.get("modules"), facts.get("tree"))}
    return tuple(root for root in (".", "src") if root in found)


def roots(file: SourceFile, modules: Modules, tree: Tree) -> Iterator[str]:
    """The folder that each import of the file lacks."""
    for each in file.imports:
        top = each.module.partition(".")[0]
        if each.guarded or each.level or not top:
            continue
        there = modules.find(top, file.path)
        if there and there.origin == "cwd":
            yield "."
        elif there is None and (tree.is_folder(f"src/{top}") or tree.has(f"src/{top}.py")):
            yield "src"

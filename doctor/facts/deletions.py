"""The fact `deletions`: variables that tests take away from the environment, and that the project sets nowhere."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from doctor.facts.contents import content, read_python
from doctor.knowledge.expressions import Reader
from doctor.knowledge.syntax import FUNCTIONS, nodes_in
from doctor.model.deletions import Deletion
from doctor.model.environment import Tree
from doctor.model.invocation import Invocation
from doctor.model.sources import Sources

CALM = ("monkeypatch.delenv", "monkeypatch.setenv", "monkeypatch.chdir")
# Libraries and plugins set these by themselves.
FOREIGN = ("PYTEST_", "AWS_", "DJANGO_", "COV_", "QT_", "PY_", "CUDA_", "XDG_", "GUARD_", "TF_", "SSL_", "CELERY_")
SAYING = (".md", ".rst", ".adoc", ".html", ".svg", ".ipynb", ".lock", ".po")
READS = re.compile(rb"(?:\bget|getenv|delenv|pop)\(\s*[\"']$|environ\[[\"']$")
SETS = re.compile(rb"[\"']\]\s*(?:=[^=]|\|=)")


def deletions(invocation: Invocation, sources: Sources, tree: Tree) -> tuple[Deletion, ...]:
    found = [
        each
        for file in sources
        if (file.collected or file.role in ("conftest", "plugin"))
        and any(call.name == "monkeypatch.delenv" for call in file.calls)
        for each in read(Path(invocation.project, file.path), file.path)
    ]
    names = {each.name for each in found}
    own: set[str] = set()
    for path in sorted(tree.files) if names else ():
        data = b"" if path.endswith(SAYING) else content(Path(invocation.project, path))
        there = {name for name in names if name.encode() in data}
        names -= {name for name in there if may_set(name.encode(), data)}
        own |= there if path.endswith(".py") and not is_for_tests(path, sources) else set()
    return tuple(each for each in found if each.name in names & own)


def is_for_tests(path: str, sources: Sources) -> bool:
    file = sources.get(path)
    return file is not None and file.role != "module"


def may_set(name: bytes, data: bytes) -> bool:
    """Does the text name the variable in another way than to read it or take it away?"""
    for match in re.finditer(rb"(?<!\w)" + re.escape(name) + rb"(?!\w)", data):
        before = data[max(0, match.start() - 40) : match.start()]
        if not READS.search(before) or (before.endswith((b'["', b"['")) and SETS.match(data, match.end())):
            return True
    return False


def read(path: Path, file: str) -> Iterator[Deletion]:
    tree, reader = read_python(content(path), file)
    for node in nodes_in(tree):
        if isinstance(node, FUNCTIONS) and any(arg.arg == "monkeypatch" for arg in node.args.args):
            yield from at_begin(node, reader)


def at_begin(node: ast.FunctionDef | ast.AsyncFunctionDef, reader: Reader) -> Iterator[Deletion]:
    """Those before which only constants are named, and other things patched."""
    for stmt in node.body:
        call = stmt.value if isinstance(stmt, ast.Expr) else None
        if isinstance(call, ast.Constant) or (isinstance(stmt, ast.Assign) and isinstance(stmt.value, ast.Constant)):
            continue
        if not isinstance(call, ast.Call) or reader.chain(call.func) not in CALM:
            return
        if reader.chain(call.func) == CALM[0] and len(call.args) == 1 and not call.keywords:
            name, place = getattr(call.args[0], "value", None), reader.place(call)
            if isinstance(name, str) and "_" in name and not name.startswith(FOREIGN):
                last = reader.place(call.args[0])
                yield Deletion(name, place, node.name, last.replace(line=last.end_line, column=last.end_column))

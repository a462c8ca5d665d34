"""What is asked of `tmp_path` and `tmpdir`, and belongs to the other one."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from doctor.facts.sources.scopes import Grove, Scope
from doctor.knowledge.syntax import nodes_in
from doctor.model.slips import Slip

LINES = re.compile(rb"\btmp(?:_path|dir)\.\w+")
# What py.path.local has and pathlib.Path has not; what both have in some version of Python is left out
OF_TMPDIR = frozenset(
    """join ensure ensure_dir write write_binary read read_binary readlines listdir isfile isdir islink dirpath dirname
    basename purebasename strpath check as_cwd chdir new remove size mtime setmtime pyimport sysexec relto bestrelpath
    visit fnmatch computehash dump load""".split()  # noqa: SIM905
)
OF_PATH = frozenset(
    """joinpath iterdir glob rglob is_file is_dir is_symlink resolve absolute write_bytes read_bytes touch unlink rmdir
    as_posix as_uri with_name with_suffix stem suffix parent parents name relative_to""".split()  # noqa: SIM905
)
OTHERS = {"tmp_path": OF_TMPDIR, "tmpdir": OF_PATH}
CATCHING = ("raises", "suppress")
MAYBE = (ast.Try, ast.If, ast.IfExp, ast.BoolOp, ast.Lambda)  # it may not run, or not fail


def asked_of(grove: Grove, tree: ast.Module) -> Iterator[Slip]:
    """`tmp_path.join("a")`; `tmp_path.mkdir("a")`, whose first argument is a mode: the text is then "mkdir"."""
    for name, others in OTHERS.items():
        for node in grove.named(name):
            asked, scope = grove.parents.get(node), grove.scopes[node]
            if not isinstance(node, ast.Name) or not isinstance(asked, ast.Attribute) or not is_given(name, scope):
                continue
            if any(isinstance(each, MAYBE) or _catches(each) for each in grove.above(node)):
                continue
            call = grove.parents.get(asked)
            if asked.attr in others:
                yield Slip("pathed", scope.reader.place(asked), scope.within, name, asked.attr)
            elif name == "tmp_path" and asked.attr == "mkdir" and isinstance(call, ast.Call) and _is_named(call, asked):
                yield Slip("pathed", scope.reader.place(call), scope.within, name, "mkdir")


def is_given(name: str, scope: Scope) -> bool:
    """Is it the parameter of this very function, without a default, and given nothing else there?"""
    if scope.node is None:
        return False
    arguments = scope.node.args
    plain = arguments.args[: len(arguments.args) - len(arguments.defaults)]
    stored = (each for each in nodes_in(scope.node) if isinstance(each, ast.Name) and each.id == name)
    return name in {each.arg for each in plain} and all(isinstance(each.ctx, ast.Load) for each in stored)


def _catches(node: ast.AST) -> bool:
    items = node.items if isinstance(node, (ast.With, ast.AsyncWith)) else []
    return any(word in ast.unparse(each.context_expr) for each in items for word in CATCHING)


def _is_named(call: ast.Call, asked: ast.Attribute) -> bool:
    """Is the first argument a text?"""
    first = call.args[0] if call.func is asked and call.args else None
    return isinstance(first, ast.JoinedStr) or (isinstance(first, ast.Constant) and isinstance(first.value, str))

"""The fact `one_word_overrides`: items such as "-o xfail_strict=true" in lists of scripts that call pytest."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from doctor.facts.contents import read_python, reading
from doctor.knowledge.expressions import Reader
from doctor.knowledge.syntax import nodes_in
from doctor.model.environment import Tree
from doctor.model.invocation import Invocation
from doctor.model.places import Word

HOMES = ("", "scripts", "script", "bin", "tools", "ci", "dev", "tests", "test", "utils")
NAMES = re.compile(r"run_?|main|conftest|noxfile|tasks|setup|__main__|\w*tests?\.py")
ITEM = re.compile(r"-o\s+\w+\s*=.*")
WRITTEN = re.compile(rb"[\"']-o +\w+ *=")
JOINED = re.compile(rb"[\"'] [\"']\s*\.join|shell\s*=\s*True|list2cmdline|os\.system|\.split\(|shlex")


def one_word_overrides(invocation: Invocation, tree: Tree) -> tuple[Word, ...]:
    """Not where a list becomes a line again, or its items are parted."""
    read = reading(invocation)
    files = [path for path in sorted(tree.files) if path.endswith(".py") and is_script(path)]
    texts = ((path, read(path)) for path in files)
    found = ((path, data) for path, data in texts if b"pytest" in data and WRITTEN.search(data))
    return tuple(word for path, data in found if not JOINED.search(data) for word in items(*read_python(data, path)))


def is_script(path: str) -> bool:
    folder, _, name = path.rpartition("/")
    is_test = name.startswith("test_") or name.endswith("_test.py")
    return not is_test and (folder in HOMES or bool(NAMES.match(name)))


def items(tree: ast.Module, reader: Reader) -> Iterator[Word]:
    """The strings of this shape that are items of a list, or are added to one."""
    for node in nodes_in(tree):
        if isinstance(node, (ast.List, ast.Tuple)):
            parts = node.elts
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "append":
            parts = node.args
        else:
            continue
        for part in parts:
            if isinstance(part, ast.Constant) and isinstance(part.value, str) and ITEM.fullmatch(part.value):
                yield Word(part.value, reader.place(part))

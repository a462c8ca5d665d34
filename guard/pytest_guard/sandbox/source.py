"""What a plugin's source says: the markers that it registers, and the hosts that it binds and connects to."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

WORDS = (b"addinivalue_line", b".bind(", b".connect(")


class Source(NamedTuple):
    markers: tuple[str, ...]
    binds: frozenset[str]
    connects: frozenset[str]


def read(module: str) -> Source:
    """Reads a module, and those beside it in its package; nothing of them is run that is not imported already."""
    markers: list[str] = []
    hosts: dict[str, set[str]] = {"bind": set(), "connect": set()}
    for tree in _trees(module):
        texts = _texts(tree)
        for call, method in _calls(tree):
            if method == "addinivalue_line":
                markers += _marker(call, texts)
            elif method in hosts:
                hosts[method] |= _host(call)
    return Source(tuple(dict.fromkeys(markers)), frozenset(hosts["bind"]), frozenset(hosts["connect"]))


def _trees(module: str) -> Iterator[ast.Module]:
    for file in _files(module):
        with suppress(OSError, SyntaxError, ValueError):
            content = file.read_bytes()
            if any(word in content for word in WORDS):
                yield ast.parse(content)


def _files(module: str) -> list[Path]:
    try:
        spec = getattr(sys.modules.get(module), "__spec__", None) or find_spec(module)
    except (ImportError, AttributeError, ValueError):
        return []
    if spec is None or not spec.origin or not spec.origin.endswith(".py"):
        return []
    file = Path(spec.origin)
    return sorted(file.parent.glob("*.py")) if "." in module or file.name == "__init__.py" else [file]


def _calls(tree: ast.Module) -> Iterator[tuple[ast.Call, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
            yield node, node.func.attr


def _texts(tree: ast.Module) -> dict[str, str]:
    """Names that are given a text anywhere in the file."""
    return {
        node.targets[0].id: text
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and (text := _text(node.value, {}))
    }


def _marker(call: ast.Call, texts: dict[str, str]) -> list[str]:
    """The line of `config.addinivalue_line("markers", line)`, as far as it is written out."""
    if len(call.args) != 2 or _text(call.args[0], texts) != "markers":
        return []
    line = _text(call.args[1], texts)
    return [line] if line else []


def _text(node: ast.expr, texts: dict[str, str]) -> str:
    """The text of an expression; of an f-string or a format what comes before its first value."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.Name):
        return texts.get(node.id, "")
    if isinstance(node, ast.JoinedStr):
        return _text(node.values[0], texts) if node.values else ""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return _text(node.left, texts) + _text(node.right, texts)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return _text(node.func.value, texts)
    return ""


def _host(call: ast.Call) -> set[str]:
    """The host of `socket.bind((host, port))`, where it is written out."""
    place = call.args[0]
    host = place.elts[0] if isinstance(place, ast.Tuple) and len(place.elts) == 2 else None
    return {host.value} if isinstance(host, ast.Constant) and isinstance(host.value, str) else set()

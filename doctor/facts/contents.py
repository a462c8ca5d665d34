"""What stands in the project's files: bytes, and the tree of Python files. Where one cannot be read, there is nothing
in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ast

    from doctor.knowledge.expressions import Reader
    from doctor.model.invocation import Invocation

LARGEST = 1_000_000  # bytes


def content(path: Path) -> bytes:
    """The bytes of a text file that can be read, else nothing."""
    try:
        data = path.read_bytes() if path.stat().st_size <= LARGEST else b""
    except (OSError, ValueError):
        return b""
    return b"" if b"\0" in data else data


def reading(invocation: Invocation) -> Callable[[str], bytes]:
    """What reads a file of the project by its path in there."""
    return lambda path: content(Path(invocation.project, path))


def has_text(data: bytes, name: str) -> bool:
    """Does a text begin with this name?"""
    return any(quote + name.encode() in data for quote in (b'"', b"'"))


def tree_of(data: bytes, file: str) -> ast.Module:
    """The tree of a file's bytes, empty if they are not Python that we can read. `file` is its path."""
    import ast

    from doctor.knowledge.syntax import parse

    tree = parse(data, file)
    return tree if isinstance(tree, ast.Module) else ast.Module([], [])


def read_python(data: bytes, file: str, package: str = "") -> tuple[ast.Module, Reader]:
    """The tree, and what reads its expressions, names resolved. `package` is for relative imports."""
    from doctor.knowledge.expressions import Reader

    tree = tree_of(data, file)
    return tree, Reader(file, data, tree, package)

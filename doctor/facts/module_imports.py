"""What a module of the project imports as soon as it is imported itself."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

from doctor.facts.metadata import read_bytes
from doctor.knowledge.syntax import parse
from doctor.model.environment import TopImport
from doctor.model.places import Place

_LIMIT = 4 * 1024 * 1024


def read_imports(path: str, shown: str, package: str, is_there: Callable[[str], bool]) -> tuple[TopImport, ...]:
    """The imports of a file. It is parsed only where one of them seems not to be there: ten times dearer than a search
    for lines that begin with `import` or `from`."""
    source = read_bytes(Path(path), _LIMIT)
    found = tuple(seeming_imports(source, shown, package))
    is_told = has_pairs(source) and not may_raise_again(source)
    if is_told and all(is_there(each.module) for each in found):
        return found
    return tuple(top_imports(source, shown, package))


def has_pairs(source: bytes) -> bool:
    """Do the triple quotes seem to come in pairs, so that what is quoted is told from what is not?"""
    return source.count(b'"""') % 2 == 0 == source.count(b"'''") % 2


def may_raise_again(source: bytes) -> bool:
    """Does a handler without indentation raise, so that the imports in its `try` have to succeed?"""
    import re

    handler = rb"^except\b[^\n]*:[ \t]*(?:#[^\n]*)?\n(?:[ \t][^\n]*\n|\n)*?[ \t]+raise\b"
    return b"\nexcept" in source and re.search(handler, source, re.MULTILINE) is not None


def seeming_imports(source: bytes, shown: str, package: str) -> Iterator[TopImport]:
    """What the lines without indentation say outside of triple quotes."""
    import re

    quoted = rb"\"\"\"[\s\S]*?\"\"\"|'''[\s\S]*?'''"
    rest = rb"(?:[^\\\n#;]|\\\r?\n)"
    line = rb"^(?:import[ \t]+(%b+)|from[ \t]+([.\w]+)[ \t]+import[ \t]*(\([^)]*\)|%b*))" % (rest, rest)
    is_quoted = b'"""' in source or b"'''" in source
    code = re.sub(quoted, lambda text: b"\n" * text[0].count(b"\n"), source) if is_quoted else source
    counted, number = 0, 1  # lines before the one that is looked at
    for match in re.finditer(line, code, re.MULTILINE):
        number += code.count(b"\n", counted, match.start())
        counted = match.start()
        place = _place(shown, number, match[0].rstrip())
        plain, module, names = (each.decode("utf-8", "replace") if each else "" for each in match.groups())
        if plain:
            yield from (TopImport(name, (), place) for name in _first_words(plain))
        elif whole := absolute_from(module, package):
            bare = re.sub(r"#.*", "", names).strip("() \t\r\n")
            yield TopImport(whole, tuple(_first_words(bare)), place)


def _place(shown: str, line: int, statement: bytes) -> Place:
    """Of a statement that begins its line."""
    last = statement.rpartition(b"\n")[2]
    return Place(shown, line, 1, line + statement.count(b"\n"), len(last) + 1)


def _first_words(text: str) -> Iterator[str]:
    """The names in `a.b as c, d`."""
    for part in text.replace("\\", " ").split(","):
        if words := part.split():
            yield words[0]


def top_imports(source: bytes, shown: str, package: str) -> Iterator[TopImport]:
    """The imports that stand in the module's body itself, or in a `try` there that does not survive one that fails:
    not in an `if` or a `with`, nor behind a `raise`. Relative ones are made absolute against `package`."""
    if b"import" not in source:
        return
    tree = parse(source, shown)
    for node in tree.body if isinstance(tree, ast.Module) else ():
        if isinstance(node, ast.Raise):
            return
        for each in node.body if isinstance(node, ast.Try) and raises_again(node) else (node,):
            yield from imported(each, shown, package)


def imported(node: ast.stmt, shown: str, package: str) -> Iterator[TopImport]:
    """What an import statement imports."""
    place = Place(shown, node.lineno, node.col_offset + 1, node.end_lineno or 0, (node.end_col_offset or 0) + 1)
    if isinstance(node, ast.Import):
        yield from (TopImport(alias.name, (), place) for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        module = absolute(node.module or "", node.level, package)
        if module:
            yield TopImport(module, tuple(alias.name for alias in node.names), place)


def raises_again(node: ast.Try) -> bool:
    """Does each handler end with a `raise` that is no skip?"""
    ends = [handler.body[-1] for handler in node.handlers]
    return bool(ends) and all(
        isinstance(end, ast.Raise) and "skip" not in (ast.unparse(end.exc).lower() if end.exc else "") for end in ends
    )


def absolute(module: str, level: int, package: str) -> str:
    """`..x` in package `a.b` is `a.x`; "" when it leads out of the package."""
    if not level:
        return module
    parts = package.split(".") if package else []
    kept = parts[: len(parts) - level + 1]
    return ".".join([*kept, module] if module else kept) if len(parts) >= level else ""


def absolute_from(written: str, package: str) -> str:
    """The same of a module as it is written: "..x"."""
    module = written.lstrip(".")
    return absolute(module, len(written) - len(module), package)

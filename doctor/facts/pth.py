"""`.pth` files: folders that they add to sys.path, editable installs, import hooks. Their code is read, never run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from doctor.facts.metadata import read_bytes, read_text
from doctor.facts.pythons import exists

# Modules that .pth files import and that add nothing to what imports find.
HARMLESS = frozenset({
    "os", "sys", "types", "importlib", "site", "zipimport", "warnings",
    "_distutils_hack", "_virtualenv", "coverage", "pytest_cov", "pywin32_bootstrap", "ddtrace",
})  # fmt: skip
CALM = ("pdbpp_hijack_pdb.pth",)  # it only puts another `pdb` first
_SIGNS = (b"meta_path", b"path_hooks", b"sys.path", b"addsitedir")

PthFiles = tuple[tuple[str, ...], dict[str, str], tuple[str, ...], list[str]]


def read_pth_files(folder: Path, names: list[str]) -> PthFiles:
    """(folders added, import name → file or folder served, files that may hook imports, files to watch)."""
    paths: dict[str, None] = {}
    editable: dict[str, str] = {}
    hooks: list[str] = []
    watched: list[str] = []
    for name in names:
        if name in ("sitecustomize.py", "usercustomize.py"):
            watched.append(name)
            hooks += [name] if _hooks(read_bytes(folder / name)) else []
        if not name.endswith(".pth") or name.startswith("."):
            continue
        watched.append(name)
        for line in _lines(folder / name):
            if not line.startswith(("import ", "import\t")):
                added = folder / line.rstrip()
                paths |= {str(added): None} if exists(added) else {}
            elif finder := _finder(folder, line):
                watched.append(finder.name)
                editable |= _served(finder)
            elif name not in CALM and _may_hook(folder, line):
                hooks.append(str(folder / name))
    return tuple(paths), editable, tuple(dict.fromkeys(hooks)), watched


def _lines(file: Path) -> Iterator[str]:
    """The lines that `site` looks at."""
    for line in read_text(file, 1024 * 1024).splitlines():
        if line.strip() and not line.startswith("#"):
            yield line


def _imported(line: str) -> list[str]:
    """The modules of the first import statement of a line."""
    statement = line[len("import") :].partition(";")[0]
    return [name.partition(" as ")[0].strip() for name in statement.split(",")]


def _finder(folder: Path, line: str) -> Path | None:
    """The file that setuptools writes for an editable install: `__editable___NAME_VERSION_finder.py`."""
    name = _imported(line)[0]
    if not (name.startswith("__editable__") and name.endswith("_finder")):
        return None
    file = folder / f"{name}.py"
    return file if exists(file) else None


def _served(finder: Path) -> dict[str, str]:
    """MAPPING and NAMESPACES of a finder: import name → file or folder (of a namespace, its first one)."""
    import ast

    from doctor.knowledge.syntax import parse

    tree = parse(read_bytes(finder, 1024 * 1024), finder.name)
    served: dict[str, str] = {}
    for node in getattr(tree, "body", ()):
        names = (
            node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        )
        if any(isinstance(name, ast.Name) and name.id in ("MAPPING", "NAMESPACES") for name in names):
            served |= _places(node.value)
    return served


def _places(node: object) -> dict[str, str]:
    import ast

    try:
        value = ast.literal_eval(node)  # type: ignore[arg-type]
    except (ValueError, TypeError, SyntaxError, RecursionError, MemoryError):
        return {}
    pairs = value.items() if isinstance(value, dict) else ()
    firsts = ((name, place[0] if isinstance(place, list) and place else place) for name, place in pairs)
    return {name: place for name, place in firsts if isinstance(name, str) and isinstance(place, str)}


def _may_hook(folder: Path, line: str) -> bool:
    """Could this line change what imports find? It does when it says so, or when a module it imports does."""
    code = line.replace("len(sys.path)", "")  # easy-install.pth only counts
    if _hooks(code.encode("utf-8", "replace")):
        return True
    for name in _imported(line):
        if name.partition(".")[0] in HARMLESS:
            continue
        base = name.replace(".", "/")
        files = (folder / f"{base}.py", folder / base / "__init__.py")
        file = next((file for file in files if exists(file)), None)
        if file is None or _hooks(read_bytes(file, 1024 * 1024)):
            return True
    return False


def _hooks(code: bytes) -> bool:
    return any(sign in code for sign in _SIGNS)

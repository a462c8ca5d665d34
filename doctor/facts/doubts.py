"""Why "there is no such module" may not be said of a name."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from doctor.facts.contents import has_text
from doctor.facts.finder import MODULE, NAMESPACE, PACKAGE, Spec
from doctor.facts.import_paths import CWD, PROJECT, STDLIB
from doctor.facts.metadata import read_bytes
from doctor.facts.sources.locate import relative

if TYPE_CHECKING:
    from doctor.facts.modules import FolderModules
    from doctor.model.environment import FoundModule

# Files that may tell of modules that a build makes.
BUILDS = ("pyproject.toml", "setup.py", "setup.cfg", "meson.build", "CMakeLists.txt", "Cargo.toml", ".gitignore")
# What is asked for there is no word about where it comes from.
PYTEST_TABLES = re.compile(rb"^\[tool[.:]pytest\b[^\n]*\n(?:(?!\[\w)[^\n]*\n?)*", re.MULTILINE)
_SERVED = re.compile(rb"\bsys\.modules\[['\"]([\w.]+)['\"]\][ \t]*=")
# What asks for modules or takes them out puts none in place.
_TAKEN = re.compile(
    rb"\b(?:in|del)[ \t]+sys\.modules\b|\bdelitem\([ \t\r\n]*sys\.modules\b|\bsys\.modules\.(?:pop|get|keys|copy)\("
)
MAKING = (b"pyximport", b"cppimport", b"build_ext", b"subprocess")  # what may build a module before it is imported
_LIMIT = 512 * 1024
KEPT = 64  # texts


def doubts(modules: FolderModules, name: str, importer: str) -> str:
    """The reason in words, or the file that tells of it; "" when nothing speaks against "not there"."""
    return _elsewhere(modules, name, importer) or _source_of(modules, name, importer) or _of_builds(modules, name)


def unbuilt_from(modules: FolderModules, name: str, importer: str) -> str:
    """The file from which a build would make the module, or which tells a build of it; "" where there is none, or it
    may come from elsewhere."""
    made = _source_of(modules, name, importer) or _of_builds(modules, name, rb"(?<!\w)%b(?!\w)")
    if not made or _elsewhere(modules, name, importer):
        return ""
    is_made_now = any(word in _code_of(modules, path) for path in _run_before(modules, importer) for word in MAKING)
    return "" if is_made_now else made


def _elsewhere(modules: FolderModules, name: str, importer: str) -> str:
    return (
        _of_environment(modules)
        or _of_hooks(modules, name.partition(".")[0], importer)
        or _of_library(modules, name.partition(".")[0], importer)
        or _of_parent(modules, name, importer)
        or _of_schemas(modules, name)
    )


def _parent_of(modules: FolderModules, name: str, importer: str) -> FoundModule | None:
    """The innermost package around it that is there."""
    while name := name.rpartition(".")[0]:
        if found := modules.find(name, importer):
            return found
    return None


def _of_environment(modules: FolderModules) -> str:
    interpreter, distributions = modules.interpreter, modules.distributions
    if interpreter.executable is None or interpreter.problem or not distributions.complete:
        return interpreter.problem or "the environment is not known"
    if interpreter.stdlib is None:
        return "the standard library is not known"
    if distributions.hooks:
        return f"{distributions.hooks[0]} may change how imports work"
    unreadable = next(iter(modules.unreadable), "")
    return f"{unreadable} cannot be read" if unreadable else ""


def _of_hooks(modules: FolderModules, top: str, importer: str) -> str:
    """conftest files, the importer and the packages around it may move sys.path or put modules in place."""
    moved = ""
    for path in _run_before(modules, importer):
        code = _code_of(modules, path)
        if path == importer:
            code = _before_import(code, top)
        if b"meta_path" in code or b"path_hooks" in code:
            return f"{path} adds import hooks"
        if has_text(code, top) and b"sys.modules" in code and b"sys.modules" in _TAKEN.sub(b"", code):
            return f"{path} writes sys.modules"
        if b"sys.path" in code or b"addsitedir" in code:
            moved = moved or path
    return f"{moved} changes sys.path" if moved and _lies_around(modules, top) else ""


def _of_library(modules: FolderModules, top: str, importer: str) -> str:
    """A folder of tests that comes on sys.path before the standard library, and has a module of the same name there:
    pytest or a plugin may have imported the other one long before."""
    here, at_start = modules.find(top, importer), modules.at_start(top)
    if here is None or at_start is None or here.origin == STDLIB or at_start.origin != STDLIB:
        return ""
    return f"'{top}' may be the standard library's, imported before"


def _code_of(modules: FolderModules, path: str) -> bytes:
    """The bytes of the file; kept for a while, for conftests are asked for with each module that is missing."""
    if path not in modules.texts:
        if len(modules.texts) >= KEPT:
            modules.texts.pop(next(iter(modules.texts)))
        modules.texts[path] = read_bytes(Path(modules.invocation.project, path), _LIMIT)
    return modules.texts[path]


def _before_import(code: bytes, top: str) -> bytes:
    """What the importer has done when it comes to the import: nothing of what is written below it."""
    guard = rb"(?:try:[^\n]*\n(?:[ \t][^\n]*\n)*?[ \t]+)?"  # one way to read each line: it is fast on any file
    first = re.search(rb"^" + guard + rb"(?:from|import)[ \t]+" + re.escape(top.encode()) + rb"\b", code, re.MULTILINE)
    return code[: first.end()] if first else code


def _run_before(modules: FolderModules, importer: str) -> Iterator[str]:
    if importer:
        yield importer
    yield from modules.tree.named("conftest.py")
    folder = importer.rpartition("/")[0]
    while folder:
        if modules.tree.has(f"{folder}/__init__.py"):
            yield f"{folder}/__init__.py"
        folder = folder.rpartition("/")[0]


def _lies_around(modules: FolderModules, top: str) -> bool:
    """Is there a file or folder of this name in the project, or beside it, that a changed sys.path could serve?"""
    wanted = (top, f"{top}.py", f"{top}.pyx")
    if not modules.tree.names.isdisjoint(wanted):
        return True
    project = Path(modules.invocation.project)
    beside = [f"{folder}/{name}" for folder in map(str, project.parents[:2]) for name in _folders(modules, folder)]
    return any(top in modules.finder.listing(folder) for folder in [*map(str, project.parents[:2]), *beside])


def _folders(modules: FolderModules, folder: str) -> list[str]:
    listing = modules.finder.listing(folder)
    return [name for entries in listing.values() for name, is_folder in entries if is_folder][:100]


def _of_parent(modules: FolderModules, name: str, importer: str) -> str:
    """A package that is there, and that may serve names which are no files in it."""
    found = _parent_of(modules, name, importer)
    if found is None:
        return ""
    spec = modules.spec(found)
    if spec is None or spec.kind not in (MODULE, PACKAGE, NAMESPACE):
        return f"{found.name} is no module that can be read"
    if found.origin not in (PROJECT, CWD) and spec.kind == PACKAGE and is_replaced(modules, spec):
        return f"{found.name} may be replaced by a module of its own"
    return _serves(spec, found.name, name)


def is_replaced(modules: FolderModules, spec: Spec) -> bool:
    """Does a module that the package imports write sys.modules? It may put another module in its place (toolz)."""
    from doctor.facts.module_names import read_bound

    bound = read_bound(spec.file, modules.invocation.use_cache)
    inner = modules.finder.submodules(spec) & bound.names if bound else ()
    folder = Path(spec.file).parent
    return any(b"sys.modules" in read_bytes(folder / f"{name}.py") for name in inner)


def _serves(spec: Spec, parent: str, name: str) -> str:
    """A module that writes `sys.modules` under names that stand there, as the `py` of pytest does, serves no others; a
    package may have others do it."""
    code = read_bytes(Path(spec.file), _LIMIT) if spec.file else b""
    for served in _SERVED.findall(code):
        if f"{name}.".startswith(f"{served.decode('utf-8', 'replace')}."):
            return f"{parent} serves {served.decode('utf-8', 'replace')}"
    signs = (b"sys.modules", b"__path__", b"meta_path", b"modules[", b"initpkg(")
    rest = _SERVED.sub(b"", code) if spec.kind == MODULE else code
    return f"{parent} may serve modules that are no files" if any(sign in rest for sign in signs) else ""


def _source_of(modules: FolderModules, name: str, importer: str) -> str:
    """What lies in a package of the project for a module that is built: `_speed.pyx`, `shop.proto` for `shop_pb2`."""
    parent = _parent_of(modules, name, importer)
    spec = modules.spec(parent) if parent and parent.origin in (PROJECT, CWD) else None
    if parent is None or spec is None:
        return ""
    child = name[len(parent.name) + 1 :].partition(".")[0]
    for folder in spec.folders:
        for stem in (child, child.removesuffix("_pb2"), child.removesuffix("_pb2_grpc")):
            for source, is_folder in modules.finder.listing(folder).get(stem, ()):
                if not is_folder:
                    return relative(os.path.join(folder, source), modules.invocation.project)
    return ""


def _of_schemas(modules: FolderModules, name: str) -> str:
    """`shop_capnp`, which pycapnp's import hook makes of `shop.capnp`."""
    schema = f"{name.rpartition('.')[2].removesuffix('_capnp')}.capnp"
    return f"{schema} may serve {name}" if name.endswith("_capnp") and schema in modules.tree.names else ""


def _of_builds(modules: FolderModules, name: str, pattern: bytes = b"%b") -> str:
    """The file that names a module of the project which its build may make: `_version`, an extension. Third parties'
    are not made here."""
    top, _, rest = name.partition(".")
    own = modules.tree.names
    if rest and (top in own or f"{top}.py" in own):
        wanted = rest.rpartition(".")[2].encode()
    elif not rest and top.startswith("_") and top not in own:
        wanted = top.encode()
    else:
        return ""
    for build in BUILDS:
        code = _code_of(modules, build) if modules.tree.has(build) else b""
        if wanted in code and re.search(pattern % re.escape(wanted), PYTEST_TABLES.sub(b"", code)):
            return build
    return ""

"""What mends an import of a module that is not there, where no distribution is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from doctor.model.config import PytestConfig
from doctor.model.environment import Modules, Tree
from doctor.model.fixes import CreateFile, Fix
from doctor.model.rewrites import ImportOther
from doctor.rules.cures import item_added
from doctor.rules.phrases import nearest
from doctor.rules.plugins._imports import Reached, homes

PYTHON_2 = {
    "ConfigParser": "configparser",
    "Cookie": "http.cookies",
    "HTMLParser": "html.parser",
    "Queue": "queue",
    "SocketServer": "socketserver",
    "StringIO": "io",
    "cPickle": "pickle",
    "cStringIO": "io",
    "cookielib": "http.cookiejar",
    "httplib": "http.client",
    "urllib2": "urllib.request",
    "urlparse": "urllib.parse",
    "__builtin__": "builtins",
}


def mended(
    name: str, found: Sequence[Reached], config: PytestConfig, modules: Modules, tree: Tree, is_distribution: bool
) -> Fix | None:
    """The folder in `pythonpath`, or the right name in each file; the module beside it only where the project asks for
    no distribution of that name."""
    if (hidden := bare_folder(name, modules, tree)) and config.rootdir == ".":
        return Fix(f"make '{hidden}' a package", (CreateFile(f"{hidden}/__init__.py", ""),))
    folders = {next(iter(homes(name, tree, each.file)), None) for each in found} if "." not in name else set()
    if len(folders) == 1 and (folder := folders.pop()) is not None:
        is_read = config.version >= (7,) and not config.blocked("python_path") and config.rootdir == "."
        return item_added(config, "pythonpath", folder or ".") if is_read else None
    if near := nearest_own(name, tree, found) if "." in name else None:
        return renamed(name, near, found)
    if name in PYTHON_2 and modules.find(PYTHON_2[name]):
        return renamed(name, PYTHON_2[name], found)
    if not is_distribution and all(beside(name, each.file, tree) for each in found):
        return renamed(name, f".{name}", found)
    return None


def bare_folder(name: str, modules: Modules, tree: Tree) -> str:
    """The folder of the project that has the module, where a package of its name from elsewhere comes before it, for it
    has no `__init__.py` itself."""
    top, _, rest = name.partition(".")
    path = name.replace(".", "/")
    is_there = tree.has(f"{path}.py") or tree.has(f"{path}/__init__.py")
    if not rest or not is_there or tree.has(f"{top}/__init__.py"):
        return ""
    found = modules.find(top)
    return top if found and found.origin in ("stdlib", "site") else ""


def renamed(name: str, right: str, found: Sequence[Reached]) -> Fix:
    """Each file imports the module that is meant; what it binds keeps its name."""
    changes = tuple(ImportOther(each.place, name, right) for each in found)
    title = f"write `{relative(found[0])}`" if right.startswith(".") else f"import '{right}' in place of '{name}'"
    return Fix(title, changes)


def relative(each: Reached) -> str:
    """`from .shop import Till`, where it said `from shop import Till`."""
    return f"from .{each.module} import {', '.join(each.names)}" if each.names else f"from . import {each.module}"


def nearest_own(name: str, tree: Tree, found: Sequence[Reached]) -> str | None:
    """The module of the same package that the name resembles, and that has what is asked for within it."""
    own = [known for known in project_modules(tree) if known.partition(".")[0] == name.partition(".")[0]]
    deeper = {each.module.removeprefix(name) for each in found if each.module.startswith(f"{name}.")}
    near = nearest(name, [known for known in own if is_alike(known, name)])
    return near if near and all(near + rest in own for rest in deeper) else None


def is_alike(known: str, name: str) -> bool:
    """May one be meant by the other: a module that was moved, or one beside it that is spelt almost so? What is
    imported from a file of tests is seldom meant."""
    (home, _, last), (other_home, _, other) = known.rpartition("."), name.rpartition(".")
    if known == name or (last.startswith("test_") and not other.startswith("test_")):
        return False
    return last == other or (home == other_home and nearest(other, [last]) is not None)


def project_modules(tree: Tree) -> Iterator[str]:
    for path in tree.files:
        if path.endswith(".py"):
            name = path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
            yield name.removeprefix("src.")


def beside(top: str, importer: str, tree: Tree) -> str:
    """The package of the file that imports it, if the module lies there: Python 2 looked there first."""
    folder = importer.rpartition("/")[0]
    is_there = importer != f"{folder}/{top}.py" and tree.has(f"{folder}/{top}.py")  # it does not mean itself
    is_there = is_there or tree.has(f"{folder}/{top}/__init__.py")
    is_package = bool(folder) and tree.has(f"{folder}/__init__.py")
    return folder if is_there and is_package else ""

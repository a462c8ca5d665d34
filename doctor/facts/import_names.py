"""Which distribution brings a module that is not there."""

from __future__ import annotations

import json
import sys
from functools import cache
from typing import TYPE_CHECKING

from doctor import resources
from doctor.model.environment import normalized

if TYPE_CHECKING:
    from doctor.facts.modules import FolderModules


# Of the standard library of other systems and of Pythons gone by: no distribution brings them.
NOWHERE = (sys.stdlib_module_names - {"distutils"}) | {
    "BaseHTTPServer", "ConfigParser", "Cookie", "HTMLParser", "Queue", "SimpleHTTPServer", "SocketServer", "StringIO",
    "__builtin__", "asynchat", "asyncore", "cPickle", "cStringIO", "cgi", "commands", "cookielib", "copy_reg",
    "dummy_thread", "htmlentitydefs", "httplib", "imp", "md5", "repr", "sets", "sha", "smtpd", "thread",
    "urllib2", "urlparse", "xmlrpclib", "_winreg", "_thread", "telnetlib", "pipes", "crypt", "nntplib",
}  # fmt: skip


@cache
def table() -> dict[str, tuple[str, ...]]:
    """Well-known modules and the distributions that bring them, the likeliest first: doctor/knowledge/imports.json."""
    data = json.loads(resources.knowledge("imports.json").read_text("utf-8"))
    same = {normalized(name).replace("-", "_"): (name,) for name in data["same"]}
    return same | {module: tuple(names) for module, names in data["differs"].items()}


def distributions_for(modules: FolderModules, module: str) -> tuple[str, ...]:
    """Known ones first, then the guess that a distribution is called like its module."""
    top = module.partition(".")[0]
    if top in NOWHERE:
        return ()
    if _is_own(modules, top):
        name = _own_name(modules)
        return (name,) if name and _alike(name, top) else ()
    found = [*_installed(modules, top), *_well_known(module), *_plugins(modules, top), *_declared(modules, top)]
    if not found and _looks_public(top):
        found.append(_guess(module))
    return tuple({normalized(name): name for name in reversed(found)}.values())[::-1]


def is_known(modules: FolderModules, module: str, distribution: str) -> bool:
    """Is it known, and not guessed from the name alone, that this distribution brings the module?"""
    top = module.partition(".")[0]
    known = [*_installed(modules, top), *_well_known(module), *_plugins(modules, top), *_declared(modules, top)]
    return normalized(distribution) in {normalized(name) for name in known}


def _is_own(modules: FolderModules, top: str) -> bool:
    """Does the project itself hold a module or folder of this name where packages are kept?"""
    places = ("", "src", "lib", "python")
    return any({top, f"{top}.py"} & set(modules.tree.folders.get(place, ())) for place in places)


def _own_name(modules: FolderModules) -> str | None:
    from doctor.facts.declared import declared

    return declared(modules.invocation).name


def _alike(name: str, top: str) -> bool:
    bare = normalized(name).replace("-", "")
    module = normalized(top).replace("-", "")
    return bare in (module, f"python{module}", f"{module}python", f"py{module}", f"{module}py")


def _installed(modules: FolderModules, top: str) -> list[str]:
    return [distribution.name for distribution in modules.distributions if top in distribution.modules]


def _well_known(module: str) -> tuple[str, ...]:
    """The longest known part of a dotted name: google.cloud.storage before google."""
    while module:
        if found := table().get(module):
            return found
        module = module.rpartition(".")[0]
    return ()


def _plugins(modules: FolderModules, top: str) -> list[str]:
    """Distributions of pytest plugins, by the modules of their entry points."""
    return [
        plugin.distribution
        for plugin in modules.knowledge.plugins
        if any(point.module.partition(".")[0] == top for point in plugin.entry_points)
    ]


def _declared(modules: FolderModules, top: str) -> list[str]:
    from doctor.facts.declared import declared

    return [each.name for each in declared(modules.invocation).requirements if _alike(each.name, top)]


def _guess(module: str) -> str:
    """A distribution is called like its module; one that shares a namespace, by so many parts of the name."""
    parts = module.split(".")
    return normalized("-".join(parts[: SHARED.get(parts[0], 1)]))


SHARED = {"backports": 2, "azure": 3, "google": 3, "jaraco": 2, "sphinxcontrib": 2, "zope": 2}


def _looks_public(top: str) -> bool:
    """Names such as `tests`, `utils` or `helpers` are somebody's own, whatever the package index has by that name."""
    return not top.startswith("_") and top not in _OWN and len(top) > 2


_OWN = frozenset({
    "app", "apps", "api", "backend", "base", "client", "common", "config", "conf", "conftest", "constants", "core",
    "data", "db", "docs", "examples", "factories", "fixtures", "frontend", "helper", "helpers", "lib", "main", "mocks",
    "models", "project", "schemas", "scripts", "server", "services", "settings", "setup", "src", "test", "testing",
    "tests", "testutils", "tools", "types", "util", "utils", "views", "web",
})  # fmt: skip

"""An installed plugin imports what the environment does not have.

## Why

pytest imports all plugins that are installed, before it reads a single test. One that was made for another version of
pytest, or of the library that it serves, imports names that are gone: every call of pytest stops with a traceback, also
where the plugin is not used.

See https://github.com/pytest-dev/pytest-bdd/issues/674.

## Instead

Install a version of the plugin that was made for this pytest, or the older version of what it imports. A plugin that
is not needed is kept out with `-p no:NAME`.

## Fix safety

Environments are changed by their owners: there is no fix.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.environment import Distributions, FoundModule, Modules, TopImport
from doctor.model.findings import Problem, Severity
from doctor.model.places import ENVIRONMENT, Place
from doctor.model.plugins import Kind, Plugin, Plugins
from doctor.rules.registry import rule

MOST = 60  # modules of one plugin that are followed


@rule(severity=Severity.ERROR, since="0.1")
def check(plugins: Plugins, modules: Modules, distributions: Distributions) -> Iterator[Problem]:
    if modules.find("pytest") is None:
        return
    told: set[str] = set()
    for plugin in plugins.active:
        if plugin.kind is not Kind.INSTALLED or plugin.distribution in told or is_editable(plugin, distributions):
            continue
        for module, each in followed(plugin, modules):
            if lost := missing(each, modules):
                told.add(plugin.distribution)
                yield problem(plugin, module, lost, modules, distributions)
                break


def is_editable(plugin: Plugin, distributions: Distributions) -> bool:
    found = distributions.get(plugin.distribution)
    return found is None or found.editable


def followed(plugin: Plugin, modules: Modules) -> Iterator[tuple[str, TopImport]]:
    """The imports that run when the plugin is loaded, each with the module of the plugin that it stands in."""
    name = plugin.module.partition(":")[0]
    top = name.partition(".")[0]
    waiting = [*parents(name)]
    for each in waiting:  # it grows
        found = modules.find(each)
        if found is None or found.origin != "site" or len(waiting) > MOST:
            continue
        for one in modules.installed_imports(found):
            if one.module.partition(".")[0] != top:
                yield each, one
                continue
            inner = [*parents(one.module), *(f"{one.module}.{name}" for name in one.names)]
            waiting += [name for name in inner if name not in waiting and modules.find(name)]


def parents(name: str) -> Iterator[str]:
    """`a`, `a.b`, `a.b.c` of the last one: all are imported."""
    parts = name.split(".")
    return (".".join(parts[: length + 1]) for length in range(len(parts)))


def missing(each: TopImport, modules: Modules) -> str:
    """The words of Python for an import that fails, "" where it does not, or that cannot be told."""
    found = modules.find(each.module)
    if found is None:
        gone = next((name for name in parents(each.module) if modules.find(name) is None), each.module)
        certain = modules.certain(gone) and (gone.partition(".")[0] != gone or is_closed(gone, modules))
        return f"ModuleNotFoundError: No module named '{gone}'" if certain else ""
    if each.module.partition(".")[0] not in ("pytest", "_pytest"):
        return ""
    lost = next((name for name in each.names if name != "*" and lacks(found, name, modules)), "")
    return f"ImportError: cannot import name '{lost}' from '{each.module}'" if lost else ""


def is_closed(top: str, modules: Modules) -> bool:
    """May it be said that a whole distribution is absent? Only where what brings it is known."""
    return bool(modules.distributions_for(top))


def lacks(module: FoundModule, name: str, modules: Modules) -> bool:
    if modules.binds(module, name) or modules.find(f"{module.name}.{name}"):
        return False
    names = modules.names(module)
    return names is not None and name not in names


def problem(plugin: Plugin, module: str, lost: str, modules: Modules, distributions: Distributions) -> Problem:
    top = lost.rpartition(" from ")[2].strip("'").partition(".")[0] if " from " in lost else lost.split("'")[1]
    of_pytest = top in ("pytest", "_pytest")
    version = distributions.get("pytest")
    where = f" of pytest {version.version}" if of_pytest and version else ""
    name = lost.split("'")[1]
    return Problem(
        place=Place(ENVIRONMENT),
        message=f"{plugin.distribution} {plugin.version} imports '{name}'{where}, which is not there",
        label="",
        consequence=f"pytest stops while it loads its plugins, on each call: {lost} (in {module})",
        help=cure(plugin, lost, top, of_pytest, modules),
    )


def cure(plugin: Plugin, lost: str, top: str, of_pytest: bool, modules: Modules) -> str:
    newer = f"install a version of {plugin.distribution} that was made for what is installed here"
    if of_pytest or " from " in lost or "." in top:
        return f"{newer}, or keep it out with '-p no:{plugin.name}'"
    known = modules.distributions_for(top)
    return f"install {known[0] if known else top}, or keep the plugin out with '-p no:{plugin.name}'"

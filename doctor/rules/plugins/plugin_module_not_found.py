"""A plugin is named that cannot be imported.

## Why

`-p NAME`, the variable `PYTEST_PLUGINS` and `pytest_plugins` in a conftest.py import what they name. `-p` takes the
name of an entry point or a module; the other two take modules only. A distribution's name is neither: the module of
`pytest-mock` is `pytest_mock`. `-p` and the variable are read before conftest and test files have put their folders on
`sys.path`, and up to pytest 8.3 before `pythonpath` has.

See https://docs.pytest.org/en/stable/how-to/writing_plugins.html#plugin-discovery-order-at-tool-startup.

## Instead

Name the module as an import statement would. Plugins that are installed need no naming unless autoload is off.

## Fix safety

The nearest name is a guess, so it is not written unasked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from doctor.model.config import PytestConfig, Source
from doctor.model.environment import Declared, Distributions, Modules, Tree
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix
from doctor.model.places import Place
from doctor.model.plugins import Knowledge, Plugins
from doctor.model.rewrites import RenameWord
from doctor.model.sources import Sources
from doctor.rules.cures import may_edit, option_removed
from doctor.rules.phrases import install, nearest
from doctor.rules.plugins._named import named, spoken
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(
    config: PytestConfig,
    plugins: Plugins,
    sources: Sources,
    modules: Modules,
    distributions: Distributions,
    tree: Tree,
    declared: Declared,
    knowledge: Knowledge,
) -> Iterator[Problem]:
    points = {point.name for distribution in distributions for point in distribution.entry_points}
    builtins = {plugin.name for plugin in plugins if plugin.kind.value == "builtin"}
    # Those of entry points, which PYTEST_PLUGINS may name too: from 9.2 on, or when they are loaded already.
    registered = {plugin.name for plugin in plugins.active if plugin.kind.value == "installed"}
    for flag in config.plugin_flags:
        by_name = flag.source is not Source.PLUGINS_VARIABLE
        if flag.blocks or flag.name in builtins | registered or (by_name and flag.name in points):
            continue
        if is_missing_at_start(flag.name, modules) and not only_with_rootdir(flag.name, tree):
            found = problem(flag.name, flag.place, spoken(flag), modules, tree, distributions, declared, knowledge)
            installed = distributions.get(flag.name)
            is_named = (
                installed
                and installed.entry_points
                and any(plugin.distribution == installed.name for plugin in plugins.active)
            )
            yield found.replace(fix=option_removed(flag)) if is_named else found
    loaded = {plugin.name for plugin in plugins.active}
    for file, name, place in named(sources):
        if (
            name not in loaded
            and name not in builtins
            and not config.blocked(name)
            and is_missing(name, file.path, modules)
        ):
            where = f"pytest_plugins of {file.path}"
            yield problem(name, place, where, modules, tree, distributions, declared, knowledge)


def is_missing(name: str, importer: str, modules: Modules) -> bool:
    if modules.find(name, importer):
        return False
    return modules.certain(deepest(name, lambda outer: modules.find(outer, importer)), importer)


def is_missing_at_start(name: str, modules: Modules) -> bool:
    """Is it not there when `-p` is read, be it that it will be later?"""
    if modules.at_start(name):
        return False
    return modules.certain(name.partition(".")[0] if modules.find(name) else name)


def only_with_rootdir(name: str, tree: Tree) -> bool:
    """Does `python -m pytest` find it, which puts the current folder on sys.path, where plain `pytest` may not?"""
    path = name.replace(".", "/")
    return tree.has(f"{path}.py") or tree.has(f"{path}/__init__.py")


def problem(
    name: str,
    place: Place,
    where: str,
    modules: Modules,
    tree: Tree,
    distributions: Distributions,
    declared: Declared,
    knowledge: Knowledge,
) -> Problem:
    late = modules.find(name)
    lost = deepest(name, modules.at_start if late else modules.find)
    absent = f"no module '{lost}'" + (f" yet: the folder for {late.file} comes later" if late and late.file else "")
    help = cure(name, place, modules, tree, distributions, declared, knowledge)
    near = blocking(name, distributions) or nearest(name, candidates(tree, distributions))
    return Problem(
        place=place,
        message=f"{where} names the plugin '{name}', and there is {absent}",
        label=f"no module '{lost}'",
        consequence=f"pytest stops: ImportError: Error importing plugin \"{name}\": No module named '{lost}'",
        help=help,
        fix=Fix(f"write '{near}' in place of '{name}'", (RenameWord(place, name, near),))
        if near and (help.startswith(("did you mean", "write '-p no:")) or near == name.strip()) and may_edit(place)
        else None,
    )


def deepest(name: str, find: Callable[[str], object]) -> str:
    """The outermost part of a dotted name that is not there, as Python names it."""
    parts = name.split(".")
    for count in range(1, len(parts)):
        outer = ".".join(parts[:count])
        if find(outer) is None:
            return outer
    return name


def cure(
    name: str,
    place: Place,
    modules: Modules,
    tree: Tree,
    distributions: Distributions,
    declared: Declared,
    knowledge: Knowledge,
) -> str:
    if " " in name.strip():
        return f"part the names by commas: {','.join(name.split())}"
    if blocked := blocking(name, distributions):
        return f"write '-p {blocked}' to switch it off"
    if set(name) & set(";:"):
        return f"part the names by commas: {','.join(name.replace(';', ':').split(':'))}"
    if name != name.strip() and not place.is_file:
        return f"write {name.strip()} without the blank: pytest splits the text at its commas, and keeps the blanks"
    if name != name.strip():
        return f"write a list with '{name.strip()}' in it: pytest splits a text at its commas, and keeps the blanks"
    installed = distributions.get(name)
    if installed and installed.entry_points:
        point = installed.entry_points[0]
        return f"{installed.name} is installed and needs no naming; its plugin is '{point.name}', in '{point.module}'"
    points = (point for distribution in distributions for point in distribution.entry_points)
    if named_so := next((point for point in points if point.name == name), None):
        return f"write the module, '{named_so.module}': before pytest 9.2 only `-p` knows the names of entry points"
    if plugin := known_plugin(name, knowledge):
        return f"{install(plugin, declared)}, or take '{name}' out"
    near = nearest(name, candidates(tree, distributions))
    if near:
        return f"did you mean '{near}'?"
    known = modules.distributions_for(name.split(".")[0].replace("-", "_"))
    if known:
        module = name.replace("-", "_")
        spelt = f", and write '{module}'" if module != name else ""
        return f"{install(known[0], declared)}{spelt}, or take '{name}' out"
    return f"take '{name}' out, or write the module's name as `import` would take it"


def blocking(name: str, distributions: Distributions) -> str:
    """`no:xdist`, where it is written as `no=xdist` or `!xdist`."""
    points = {point.name for distribution in distributions for point in distribution.entry_points}
    plain = next((name.removeprefix(each) for each in ("no=", "no-", "no_", "!") if name.startswith(each)), "")
    return f"no:{plain}" if plain in points else ""


def known_plugin(name: str, knowledge: Knowledge) -> str | None:
    """The distribution whose entry point, module or package has this name."""
    for plugin in knowledge.plugins:
        for point in plugin.entry_points:
            if name in (point.name, point.module, point.module.partition(".")[0]):
                return plugin.distribution
    return None


def candidates(tree: Tree, distributions: Distributions) -> set[str]:
    """Modules of the project, entry points and their modules."""
    own = {
        path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        for path in tree.files
        if path.endswith(".py")
    }
    points = [point for distribution in distributions for point in distribution.entry_points]
    return own | {point.name for point in points} | {point.module for point in points}

"""A name is imported that its module does not define.

## Why

`from module import name` fails when the module is there and the name is not: it was renamed, moved, or belongs to
another version of the distribution. At the top of a test file it is a collection error, in a conftest.py it ends the
run.

See https://docs.pytest.org/en/stable/explanation/pythonpath.html.

## Instead

Import the name as the installed version has it, or install the version that the code was written for.

## Fix safety

Where just one name of the module is near it is imported in its place, and the code keeps the old one; abstract base
classes come from `collections.abc`. A name by its spelling is a guess, so it is not written unasked.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from doctor.model.config import PytestConfig
from doctor.model.environment import Distributions, FoundModule, Modules, Tree
from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import Fix
from doctor.model.rewrites import ImportFrom
from doctor.model.sources import Sources
from doctor.rules.cures import may_edit
from doctor.rules.phrases import nearest, plural, uses
from doctor.rules.plugins._imports import Reached, is_installed, may_give, reached
from doctor.rules.plugins._installed import hidden, packages
from doctor.rules.registry import rule

# What `collections` had until Python 3.10.
ABSTRACT = frozenset(
    {
        *("AsyncIterable", "AsyncIterator", "Awaitable", "ByteString", "Callable", "Collection", "Container"),
        *("Coroutine", "Generator", "Hashable", "ItemsView", "Iterable", "Iterator", "KeysView", "Mapping"),
        *("MappingView", "MutableMapping", "MutableSequence", "MutableSet", "Reversible", "Sequence", "Set", "Sized"),
        *("ValuesView",),
    }
)


@rule(severity=Severity.ERROR, since="0.1")
def check(
    sources: Sources, modules: Modules, config: PytestConfig, distributions: Distributions, tree: Tree
) -> Iterator[Problem]:
    missing: dict[tuple[str, str], list[Reached]] = {}
    for each in reached(sources, modules, config):
        found = modules.find(each.module, each.importer) if each.names else None
        for name in each.names if found else ():
            if found and name != "*" and is_lost(name, found, each, modules):
                missing.setdefault((each.module, name), []).append(each)
    tops = {module.partition(".")[0] for module, _ in missing}
    built = {top for top in tops & {*packages(tree)} if is_installed(top, modules)} if tops else ()
    unbuilt = {top for top in built if lacks(top, reached(sources, modules, config), modules)}
    told: dict[tuple[str, str], list[tuple[str, Problem]]] = {}  # what has no fix is one finding for each file
    for (module, name), places in missing.items():
        if module.partition(".")[0] in unbuilt and is_in_installed(module, name, modules):
            continue
        lost = problem(module, name, places, modules, config, distributions)
        told.setdefault((module, name if lost.fix else lost.place.file), []).append((name, lost))
    for group in told.values():
        yield together(group)


def together(group: list[tuple[str, Problem]]) -> Problem:
    """One finding for several names of one module."""
    (name, first), *rest = group
    if not rest:
        return first
    more = f"'{name}' (as {plural(len(rest), 'more name')})"
    others = tuple(Related(each.place, f"nor is '{other}' there") for other, each in rest if each.place != first.place)
    return first.replace(message=first.message.replace(f"'{name}'", more, 1), related=(*first.related, *others))


def lacks(top: str, imports: Iterable[Reached], modules: Modules) -> bool:
    """Does the source lack modules of the installed package, so that another rule tells of it?"""
    return any(each.module.partition(".")[0] == top and any(hidden(each, modules)) for each in imports)


def is_in_installed(module: str, name: str, modules: Modules) -> bool:
    home = modules.at_start(module)
    names = modules.names(home) if home and home.origin == "site" else frozenset()
    return names is None or name in names or is_installed(f"{module}.{name}", modules)


def is_lost(name: str, module: FoundModule, each: Reached, modules: Modules) -> bool:
    """Is it neither a name of the module nor a module within it?"""
    inner = f"{each.module}.{name}"
    return not (may_give(module, name, modules) or modules.find(inner, each.importer)) and modules.certain(
        inner, each.importer
    )


def problem(
    module: str,
    name: str,
    found: list[Reached],
    modules: Modules,
    config: PytestConfig,
    distributions: Distributions,
) -> Problem:
    found = sorted(found, key=lambda each: each.perhaps)
    first = found[0]
    home = modules.find(module, first.importer)
    near = nearest(name, (home and modules.names(home)) or ())
    error = f"ImportError: cannot import name '{name}' from '{module}'"
    stops = first.root.path in config.initial_conftests
    return Problem(
        place=first.place,
        message=f"{first.file} imports '{name}' from '{module}', which {owner(home, module, modules, distributions)}",
        label=f"did you mean '{near}'?" if near else f"not in '{module}'",
        related=((Related(first.via, "imports it by way of other modules"),) if first.via else ())
        + uses([each.place for each in found[1:]], "imported here too"),
        consequence=f"pytest stops: ImportError while loading conftest '{first.root.path}'. {error}"
        if stops
        else f"none of its tests runs: ERROR collecting {first.root.path}: {error}",
        help=f"write `{line(module, near)}`" if near else moved_help(module, name),
        fix=mended(module, name, near, found, (home and modules.names(home)) or ()),
        severity=Severity.NOTE if first.perhaps else None,
    )


def mended(module: str, name: str, near: str | None, found: list[Reached], known: Collection[str]) -> Fix | None:
    """The name from where it is now, or the only one that is spelt alike."""
    if not all(may_edit(each.place) and each.via is None for each in found):
        return None  # of what other modules import only the statement's place is known
    if module == "collections" and name in ABSTRACT:
        target, new = "collections.abc", name
    elif near and not nearest(name, [each for each in known if each != near]):
        target, new = module, near
    else:
        return None
    changes = tuple(ImportFrom(each.place, ((name, f"{target}.{new}"),)) for each in found)
    return Fix(f"write `{line(target, new)}`", changes)


def line(module: str, name: str) -> str:
    return f"from {module} import {name}"


def moved_help(module: str, name: str) -> str:
    if module == "collections" and name in ABSTRACT:
        return f"write `{line('collections.abc', name)}`: it is there since Python 3.3, and here no more since 3.10"
    return f"import what '{module}' has, or install the version that has '{name}'"


def owner(home: FoundModule | None, module: str, modules: Modules, distributions: Distributions) -> str:
    """`has no such name`, with the distribution and its version where it is installed."""
    if home and home.origin == "site":
        for name in modules.distributions_for(module.partition(".")[0]):
            if installed := distributions.get(name):
                return f"has no such name in {installed.name} {installed.version}"
    return "has no such name in this Python" if home and home.origin == "stdlib" else "has no such name"

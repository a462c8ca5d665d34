"""A warning filter names a category that cannot be imported.

## Why

pytest imports the category of each filter before it loads conftest files. When the module is not there, pytest up to 8
stops; from 9.0 it drops the filter with a warning, so what should be an error is none
(https://github.com/pytest-dev/pytest/pull/13732), and where another filter makes errors of warnings, it stops at this
one. A class that the module does not have ends every version, as does a name without a module that Python does not
have.

## Instead

Name the class where it lives, install the distribution that brings it, or take the filter out. To filter by the text
of the message no class is needed.

## Fix safety

`pytest.` in front of a category of pytest's is safe where pytest stops. A class that is found elsewhere is a guess, and
a filter that only ignores may be of use where the module is installed: neither is done unasked. A filter that makes
errors, or whose distribution the project declares, is never taken out, unless it names an exception that is no warning.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine, IniValues, PytestConfig
from doctor.model.environment import Declared, Modules, Tree
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, RemoveWord, Replace
from doctor.model.sources import Sources
from doctor.rules.config._filters import WARNINGS, Written, fault, is_module, written
from doctor.rules.cures import literal, may_edit, setting_at
from doctor.rules.filters import error_filter
from doctor.rules.importorskip import skipped_from
from doctor.rules.phrases import install, nearest
from doctor.rules.registry import rule

# Categories of pytest that not every version has: the first version with it, the first one without it.
OF_VERSIONS = {
    "PytestRemovedIn8Warning": ((7, 0), (8, 1)),
    "PytestUnhandledCoroutineWarning": ((6, 0), (8, 4)),
    "PytestRemovedIn9Warning": ((8, 0), (9, 1)),
    "PytestFDWarning": ((8, 4), (99,)),
    "PytestRemovedIn10Warning": ((9, 0), (99,)),
}


@rule(severity=Severity.ERROR, since="0.1")
def check(
    config: PytestConfig,
    ini: IniValues,
    command_line: CommandLine,
    sources: Sources,
    modules: Modules,
    tree: Tree,
    declared: Declared,
) -> Iterator[Problem]:
    told = set()
    for each in written(config, ini, command_line, sources):
        category = each.field(2)
        if not category or category in WARNINGS or fault(each) or (category, each.place) in told:
            continue
        if is_module(each, modules):
            continue  # see filterwarnings-malformed
        told.add((category, each.place))
        if each.in_mark and may_be_skipped(each, sources, modules):
            continue
        module, _, name = category.rpartition(".")
        if not module:
            yield bare(each, category).replace(fix=fix(each, bare(each, category), config, modules, tree))
        elif module == "pytest" and is_of_other(name, config):
            found = absent(each, module, name, frozenset(), f" {config.pytest_version}")
            yield found.replace(fix=fix(each, found, config, modules, tree))
        elif not is_there(module, modules, tree):
            found = missing(each, module, config, modules, declared)
            if found.consequence.startswith("PytestConfigWarning") and raises(found, config, ini, command_line):
                words = found.consequence.partition(": the filter")[0]
                stops = f"pytest stops: {words} (warnings are errors)"
                found = found.replace(consequence=stops, severity=Severity.ERROR)
            yield found.replace(fix=fix(each, found, config, modules, tree))
        elif lost := not_in(module, name, modules):
            found = absent(each, module, name, lost)
            yield found.replace(fix=fix(each, found, config, modules, tree))


def raises(found: Problem, config: PytestConfig, ini: IniValues, command_line: CommandLine) -> bool:
    """Is the warning, that the filter is dropped, an error itself?"""
    text = found.consequence.partition(": ")[2]
    return error_filter(config, ini, command_line, "PytestConfigWarning", text) is not None


def may_be_skipped(each: Written, sources: Sources, modules: Modules) -> bool:
    """Does the file skip tests where something is not installed? A filter is read when its test runs."""
    file = sources.get(each.place.file)
    if file is None:
        return False
    return bool(skipped_from(file, modules)) or any(mark.name in ("skip", "skipif") for mark in file.marks)


def is_of_other(name: str, config: PytestConfig) -> bool:
    """Is it a category of other versions of pytest?"""
    first, gone = OF_VERSIONS.get(name, ((), (99,)))
    return not first <= config.version < gone


def is_there(module: str, modules: Modules, tree: Tree) -> bool:
    """May it be imported, as far as can be told? Modules of the project that lie anywhere count as there."""
    if module.partition(".")[0] in ("pytest", "_pytest") or modules.find(module) or not is_certain(module, modules):
        return True
    path = module.replace(".", "/")
    return any(file.endswith((f"/{path}.py", f"/{path}/__init__.py")) for file in tree.files)


def is_certain(module: str, modules: Modules) -> bool:
    """May "not there" be said? Of a module in a package of the project that is read, even if a build file names it:
    the filter itself stands in pyproject.toml."""
    if modules.certain(module):
        return True
    parent, _, name = module.rpartition(".")
    home = modules.find(parent) if parent and not name.startswith("_") else None
    is_own = bool(home and home.origin in ("project", "cwd") and home.file.endswith("__init__.py"))
    return is_own and modules.certain(parent)


def not_in(module: str, name: str, modules: Modules) -> frozenset[str] | None:
    """The names of the module, if this one is not among them."""
    found = modules.find(module)
    names = modules.names(found) if found and found.origin != "stdlib" else None
    return names if names and name not in names and "__getattr__" not in names else None


def missing(each: Written, module: str, config: PytestConfig, modules: Modules, declared: Declared) -> Problem:
    parts = module.split(".")
    outer = next(
        ".".join(parts[: end + 1]) for end in range(len(parts)) if not modules.find(".".join(parts[: end + 1]))
    )
    is_dropped = config.version >= (9,) and not each.in_mark
    words = f"ModuleNotFoundError: No module named '{outer}'"
    dropped = f"PytestConfigWarning: Failed to import filter module '{outer}': the filter is dropped"
    harmless = is_dropped and each.field(0) != "error"
    return Problem(
        place=each.place,
        message=f"filterwarnings names {each.field(2)}, and there is no module '{module}'",
        label=f"no module named '{outer}'",
        consequence=dropped if is_dropped else f"pytest stops: {words}",
        help=cure(module, outer, modules, declared),
        severity=Severity.WARNING if harmless else Severity.ERROR,
    )


def fix(each: Written, found: Problem, config: PytestConfig, modules: Modules, tree: Tree) -> Fix | None:
    """The class where it lives; else a filter goes that only ignores. One that makes errors is never taken out."""
    setting = setting_at(each.place, config)
    in_file = setting is not None and setting.name == "filterwarnings"
    if not may_edit(each.place) or not (each.in_mark or in_file):
        return None
    category = each.field(2)
    right = found.help.removeprefix("write ") if found.help.startswith("write ") else owner(category, modules, tree)
    if right:
        text = each.text.replace(category, right, 1)
        in_list = each.in_mark or (setting is not None and isinstance(setting.value, list))
        safe = right == f"pytest.{category}" and found.consequence.startswith("pytest stops")
        return Fix(
            f"write {right} in place of {category}", (Replace(each.place, literal(text) if in_list else text),), safe
        )
    if (
        each.in_mark
        or (each.field(0) == "error" and not is_exception(category))
        or "-e '.[" in found.help
        or "--group" in found.help
        or "-r " in found.help
    ):
        return None
    return Fix(f"remove '{each.text}' from filterwarnings", (RemoveWord(each.place),))


def is_exception(category: str) -> bool:
    """Is it an exception of Python's own that is no warning, so that no filter can name it?"""
    import builtins

    found = getattr(builtins, category, None)
    return isinstance(found, type) and issubclass(found, BaseException) and not issubclass(found, Warning)


def owner(category: str, modules: Modules, tree: Tree) -> str:
    """The only module of the same package that has a class of this name."""
    top, name = category.partition(".")[0], category.rpartition(".")[2]
    files = [file for file in tree.files if file.endswith(".py") and f"{top}/" in f"/{file}".replace("/src/", "/")[1:]]
    dotted = {
        file.removeprefix("src/").removesuffix(".py").removesuffix("/__init__").replace("/", ".") for file in files
    }
    homes = []
    for module in sorted(each for each in dotted if each.partition(".")[0] == top):
        home = modules.find(module)
        if home and name in (modules.names(home) or ()):
            homes.append(f"{module}.{name}")
    return homes[0] if len(homes) == 1 else ""


def cure(module: str, outer: str, modules: Modules, declared: Declared) -> str:
    if "." in outer:
        return f"name the class where it lives: '{outer.rpartition('.')[0]}' has no module '{outer.rpartition('.')[2]}'"
    owners = modules.distributions_for(module)
    how = install(owners[0], declared) if owners else f"install what brings '{outer}'"
    return f"{how}, or take the filter out"


def absent(each: Written, module: str, name: str, names: frozenset[str], version: str = "") -> Problem:
    near = nearest(name, [other for other in names if other.endswith("Warning")])
    return Problem(
        place=each.place,
        message=f"filterwarnings names {each.field(2)}, and {module}{version} has no '{name}'",
        label=f"not in {module}{version}",
        consequence=f"pytest stops: AttributeError: module '{module}' has no attribute '{name}'",
        help=f"write {module}.{near}" if near else "name a class that is there, or take the filter out",
    )


def bare(each: Written, category: str) -> Problem:
    """A name without a module is looked for among Python's own."""
    is_pytests = category.startswith("Pytest")
    near = nearest(category, WARNINGS)
    return Problem(
        place=each.place,
        message=f"filterwarnings names {category}, which without a module is no category of Python's own",
        label="needs its module",
        consequence=f"pytest stops: AttributeError: module 'builtins' has no attribute '{category}'"
        if category[:1].isupper() and not category.endswith(("Error", "Exception"))
        else f"pytest stops: {category} is not a Warning subclass",
        help=f"write pytest.{category}"
        if is_pytests
        else f"write {near}"
        if near
        else "name a warning with its module",
    )

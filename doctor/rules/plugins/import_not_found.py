"""A test file or conftest.py imports a module that is not there.

## Why

An import that fails at the top of a test file is a collection error: none of its tests runs, and pytest stops before
the others do. In an initial conftest.py it ends the run at once. Mostly the environment lacks what an extra or a
dependency group of the project holds, or a module of the project was moved.

See https://docs.pytest.org/en/stable/explanation/pythonpath.html and
https://docs.pytest.org/en/stable/how-to/skipping.html#skipping-on-a-missing-import-dependency.

## Instead

Install what the project declares for its tests; or guard what is optional: `pytest.importorskip("name")`, or an import
within the fixture that needs it.

## Fix safety

Environments are changed by their owners. All else is not done unasked. A folder of the project that is not on sys.path
comes into `pythonpath`; a module of the project, or of Python 2, is called by its right name. What a conftest.py
imports for some of its fixtures, and the project does not declare, is imported within these: then the tests that ask
for them are skipped where it is missing, and all others run. There is no fix for a test file that lacks a distribution,
whose tests would all be skipped without a word.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from doctor.model.config import CommandLine, PytestConfig
from doctor.model.environment import Declared, Distributions, Modules, Tree, normalized
from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import Fix
from doctor.model.rewrites import MoveImport
from doctor.model.sources import Expr, SourceFile, Sources
from doctor.rules.config._folders import lost_folders
from doctor.rules.phrases import install, uses
from doctor.rules.plugins._import_cures import PYTHON_2, bare_folder, beside, mended, nearest_own, relative
from doctor.rules.plugins._imports import FOLDERS, Reached, at_home, homes, is_installed, lost_module, reached
from doctor.rules.registry import rule
from doctor.rules.spelling import spelled


@rule(severity=Severity.ERROR, since="0.1")
def check(
    sources: Sources,
    modules: Modules,
    config: PytestConfig,
    command_line: CommandLine,
    tree: Tree,
    declared: Declared,
    distributions: Distributions,
) -> Iterator[Problem]:
    missing: dict[str, dict[str, Reached]] = {}  # module → file → the first import there
    for each in reached(sources, modules, config):
        lost = lost_module(each, modules)
        if lost and "." in lost and is_installed(lost, modules):
            continue  # see source-lacks-installed-module
        if lost and not (is_importlib(command_line) and has_sibling(lost, each.file, tree)):
            missing.setdefault(lost, {}).setdefault(each.file, each)
    is_told = bool(missing) and bool(lost_folders(config, tree))  # see pythonpath-missing
    for name, found in missing.items():
        if is_told and "." not in name and any(at_home(name, tree, file) for file in found):
            continue
        yield problem(name, [*found.values()], config, modules, tree, declared, distributions)


def is_importlib(command_line: CommandLine) -> bool:
    mode = command_line.last("--import-mode")
    return bool(mode and mode.value == "importlib")


def has_sibling(name: str, file: str, tree: Tree) -> bool:
    """Would another import mode find it beside the file, or above? That is a fault of its own."""
    folder = file.rpartition("/")[0]
    while folder:
        path = f"{folder}/{name}".replace(".", "/")
        if tree.has(f"{path}.py") or tree.has(f"{path}/__init__.py"):
            return True
        folder = folder.rpartition("/")[0]
    return False


def problem(
    name: str,
    found: list[Reached],
    config: PytestConfig,
    modules: Modules,
    tree: Tree,
    declared: Declared,
    distributions: Distributions,
) -> Problem:
    found = sorted(
        found, key=lambda each: (each.perhaps, each.via is not None, each.root.role != "conftest", each.file)
    )
    first = found[0]
    top, _, rest = name.partition(".")
    is_foreign = not rest and not at_home(top, tree, first.file)
    is_distribution = is_declared(top, modules, declared)  # also where a module of its name lies beside the file
    return Problem(
        place=first.place,
        message=f"{first.file} imports '{name}', {reason(name, modules, distributions, tree, first.file)}",
        label=f"no module named '{name}'",
        related=((Related(first.via, "imports it by way of other modules"),) if first.via else ())
        + uses([each.place for each in found[1:]], "imported here too"),
        consequence=consequence(first, name, config),
        help=WITH_PLUGINS.get(name) or made_package(name, modules, tree) or own(name, tree, found, is_distribution)
        if not is_foreign
        else ("" if is_distribution else lies_beside(top, first, tree)) or foreign(top, modules, declared, first),
        fix=mended(name, found, config, modules, tree, is_distribution)
        or (within_fixtures(first, top, modules, declared) if is_foreign and len(found) == 1 else None),
        severity=Severity.NOTE if first.perhaps else None,
    )


def within_fixtures(first: Reached, top: str, modules: Modules, declared: Declared) -> Fix | None:
    """The import goes into the fixtures of the conftest that use it; None where something else there does."""
    file = first.root
    if first.via or file.role != "conftest" or is_declared(top, modules, declared):
        return None
    bound = [each.dotted for each in file.imports if each.module.partition(".")[0] == top and not each.guarded]
    users = {call.within.partition(".")[0] for call in file.calls if is_of(call.expr, bound)}
    fixtures = {fixture.function for fixture in file.fixtures}
    if not users & fixtures or "" in users or any(user.startswith("pytest_") for user in users):
        return None
    if any(is_of(expr, bound) for expr in needed_at_once(file)):
        return None
    guard, imports = spelled(file, "pytest.importorskip")
    change = MoveImport(first.place, f'{guard}("{top}")')
    return Fix(f"import '{top}' within the fixtures that use it", (change, *imports))


def is_declared(top: str, modules: Modules, declared: Declared) -> bool:
    """Does the project ask for a distribution that brings it?"""
    return any(declared.get(normalized(name)) for name in {top, *modules.distributions_for(top)})


def is_of(expr: Expr, bound: list[str]) -> bool:
    """Is it something that one of the imports binds, or a call of it?"""
    return any(str(expr.value or "") == each or str(expr.value or "").startswith(f"{each}.") for each in bound)


def needed_at_once(file: SourceFile) -> Iterator[Expr]:
    """What the file needs while it is imported: bases, decorators, values of the module's names."""
    for function in file.functions:
        yield from function.decorators
    for klass in file.classes:
        yield from (*klass.decorators, *klass.bases)
    yield from (value for _, value in file.assigned)


def reason(name: str, modules: Modules, distributions: Distributions, tree: Tree, importer: str) -> str:
    outer, _, last = name.rpartition(".")
    if not outer:
        return "which is not on sys.path" if at_home(name, tree, importer) else "which is not installed"
    home = modules.find(outer)
    owners = modules.distributions_for(outer.partition(".")[0]) if home and home.origin == "site" else ()
    found = next((installed for owner in owners if (installed := distributions.get(owner))), None)
    return f"and {found.name} {found.version} has no '{name}'" if found else f"and {outer} has no module '{last}'"


def consequence(first: Reached, name: str, config: PytestConfig) -> str:
    file = first.root
    error = f"ModuleNotFoundError: No module named '{name}'"
    if file.path in config.initial_conftests:
        return f"pytest stops: ImportError while loading conftest '{file.path}'. {error}"
    if file.role == "conftest":
        return f"pytest cannot collect what lies beside it: ImportError while loading conftest. {error}"
    where = "unless it is skipped before, " if first.perhaps else ""
    return f"{where}none of its tests runs: ERROR collecting {file.path}: {error}"


def made_package(name: str, modules: Modules, tree: Tree) -> str:
    """The cure where a package from elsewhere comes before a folder of the project."""
    folder = bare_folder(name, modules, tree)
    found = modules.find(folder) if folder else None
    owner = "the standard library's" if found and found.origin == "stdlib" else "an installed"
    return f"add {folder}/__init__.py: without it {owner} package '{folder}' comes first" if folder else ""


def own(name: str, tree: Tree, found: Sequence[Reached], is_distribution: bool) -> str:
    """The cure where a module of the project is meant, or of a distribution that has its name."""
    folders = homes(name, tree, found[0].file)
    if folders and folders[0]:
        home = project_around(folders[0], tree)
        cure = f"`pip install -e {home}`, or add `pythonpath = {folders[0]}` to the pytest settings"
        return f"it lies in {folders[0]}: {cure}"
    if folders:
        return "call `python -m pytest`, which puts the current folder on sys.path, or add `pythonpath = .`"
    outer, near = name.partition(".")[0], nearest_own(name, tree, found)
    if near:
        return f"did you mean '{near}'?"
    is_own = not is_distribution and (tree.is_folder(outer) or tree.is_folder(f"src/{outer}"))
    other = f"bring '{name}' along" if is_own else f"install the version that has '{name}'"
    return f"import what {outer} has, or {other}"


def project_around(folder: str, tree: Tree) -> str:
    """The folder of a distribution of its own that this one lies in, as in a workspace; "." for the whole project."""
    while folder:
        if not {"pyproject.toml", "setup.py", "setup.cfg"}.isdisjoint(tree.folders.get(folder, ())):
            return folder
        folder = folder.rpartition("/")[0]
    return "."


SHARED = ("google", "azure")  # names below which many distributions bring their modules; one of that name is another
NEEDED = ("google.api_core", "google.auth", "google.protobuf", "google.rpc", "azure.core")  # by those, which bring them


def lies_beside(top: str, first: Reached, tree: Tree) -> str:
    """The cure where the module lies in the package of the file that imports it."""
    folder = beside(top, first.file, tree)
    return f"it lies beside the file, in {folder}: write `{relative(first)}`" if folder else ""


def sharing(top: str, first: Reached, declared: Declared) -> tuple[str, ...]:
    """The declared distributions that bring the module: google-cloud-storage has google.cloud.storage."""
    asked = [f"{normalized(name)}-" for name in first.asked]
    is_needed = f"{first.asked[-1]}.".startswith(tuple(f"{name}." for name in NEEDED))
    of_name = [each for each in declared.requirements if each.key.startswith(f"{top}-")]
    exact = [each for each in of_name if any(name.startswith(f"{each.key}-") for name in asked)]
    return tuple(each.name for each in exact or (of_name if is_needed else ()))


# Modules that a plugin brought along, and brings no more
WITH_PLUGINS = {
    "py.xml": "it came with pytest-html 3; pytest-html 4 takes texts: cells.insert(2, '<th>…</th>')",
}


def foreign(top: str, modules: Modules, declared: Declared, first: Reached) -> str:
    """The cure where a distribution is missing."""
    known = modules.distributions_for(top)
    if top in PYTHON_2 and not declared.get(top):
        return f"it is a module of Python 2, which Python 3 calls {PYTHON_2[top]}: import that"
    if top == "conftest":
        where = first.file.rpartition("/")[0]
        return f"bring the conftest.py {f'of {where} ' if where else ''}along, or leave the file out"
    if top in FOLDERS and not any(declared.get(name) for name in known):
        return f"it is no doubt a folder of the project that is not here: bring '{top}' along, or leave the file out"
    if top in SHARED:
        known = sharing(top, first, declared)
        if not known:
            return f"install the distribution that brings it: many share the name '{top}'"
    chosen = next((name for name in known if declared.get(name)), known[0] if known else top)
    cure = install(chosen, declared)
    if not declared.get(normalized(chosen)) and not modules.known(top, chosen):
        cure = f"install the distribution that brings '{top}', bring the module along if it is the project's own"
    if first.via:
        return cure.replace("', bring", "', or bring")
    is_conftest = first.root.role == "conftest"
    guard = "import it within the fixture" if is_conftest else f'guard it with pytest.importorskip("{top}")'
    return f"{cure}, or {guard}"

"""The Django settings that the tests are to run with cannot be imported.

## Why

pytest-django imports the module that `--ds`, the variable DJANGO_SETTINGS_MODULE or the key of that name gives, in this
order, before anything is collected, and pytest ends when it is not there.

See https://pytest-django.readthedocs.io/en/latest/configuring_django.html#order-of-choosing-settings.

## Instead

Write the module as it is imported from the folder of manage.py, or put its folder on `pythonpath`.

## Fix safety

The module is guessed from its spelling: it is not done unasked. What the environment says is not the project's.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine, IniValues, PytestConfig
from doctor.model.django import NAME, Settings, choices, is_loaded
from doctor.model.environment import Modules, Tree, Variables
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix
from doctor.model.plugins import Plugins
from doctor.rules.cures import item_added, key_set, value_replaced
from doctor.rules.phrases import nearest
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(
    config: PytestConfig,
    ini: IniValues,
    command_line: CommandLine,
    variables: Variables,
    plugins: Plugins,
    modules: Modules,
    tree: Tree,
) -> Iterator[Problem]:
    if not is_loaded(plugins):
        return
    for chosen in choices(ini, command_line, variables)[:1]:
        looks = ini["django_find_project"] is not False
        if chosen.module and not is_there(chosen.module, modules, tree, looks):
            folder = "" if looks else home_of(chosen.module, tree)
            found = problem(chosen, modules, tree)
            if folder:
                cure = f"set pythonpath = {folder}, for django_find_project is off"
                yield found.replace(help=cure, fix=item_added(config, "pythonpath", folder))
            else:
                yield found.replace(fix=fix(found, chosen, config, command_line))


def home_of(module: str, tree: Tree) -> str:
    """The folder that would have to be on sys.path."""
    path = module.replace(".", "/")
    ends = (f"/{path}.py", f"/{path}/__init__.py")
    homes = {file.removesuffix(end) for file in tree.files for end in ends if file.endswith(end)}
    return homes.pop() if len(homes) == 1 else ""


def is_there(module: str, modules: Modules, tree: Tree, looks: bool) -> bool:
    """`looks` is whether pytest-django looks for the project, and so puts its folder on sys.path."""
    if module != unquoted(module):
        return False
    path = module.replace(".", "/")
    if looks and any(file.endswith((f"{path}.py", f"{path}/__init__.py")) for file in tree.files):
        return True
    return modules.find(module) is not None or not is_certain(module, modules)


def unquoted(module: str) -> str:
    """An INI file keeps the quotes."""
    return module.strip("\"'")


def is_certain(module: str, modules: Modules) -> bool:
    """May "not there" be said, also where the configuration file itself is what names the module?"""
    if modules.certain(module):
        return True
    parent = module.rpartition(".")[0]
    home = modules.find(parent) if parent else None
    return bool(home and home.origin in ("project", "cwd") and modules.certain(parent))


def problem(chosen: Settings, modules: Modules, tree: Tree) -> Problem:
    parts = chosen.module.split(".")
    heads = [".".join(parts[: end + 1]) for end in range(len(parts))]
    lost = next((head for head in heads if modules.find(head) is None), chosen.module)
    where = {"--ds": "--ds", "environment": f"the variable {NAME}"}.get(chosen.source, NAME)
    known = [module_of(file) for file in tree.files if "settings" in file and file.endswith(".py")]
    bare = unquoted(chosen.module)
    is_bare = bare != chosen.module and (modules.find(bare) or tree.has(f"{bare.replace('.', '/')}.py"))
    near = bare if is_bare else nearest(chosen.module, known)
    near = near or next((each for each in sorted(known) if chosen.module.startswith(each)), None)
    return Problem(
        place=chosen.place,
        message=f"{where} is '{chosen.module}', and there is no such module",
        label=f"no module named '{lost}'",
        consequence=f"pytest stops: ImportError: No module named '{lost}'",
        help=f"write {near}" if near else "name the settings module as it is imported from the folder of manage.py",
    )


def fix(found: Problem, chosen: Settings, config: PytestConfig, command_line: CommandLine) -> Fix | None:
    """The module that the help names."""
    near = found.help.removeprefix("write ") if found.help.startswith("write ") else ""
    option = command_line.last("--ds")
    if near and chosen.source == "--ds" and option:
        return value_replaced(option, near, config)
    if near and chosen.source == "configuration" and config.setting(NAME):
        return key_set(config, NAME, near, f"write {NAME} = {near}")
    return None


def module_of(file: str) -> str:
    return file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")

"""Tests need Django, and nothing says with which settings.

## Why

`django.test.TestCase` and its kin ask for the settings before their first test: without any they end in an error each.
With pytest-django the tests that are marked `django_db`, or ask for `db`, `client` and the like, are skipped instead
("no Django settings"), and a run in which all of them are skipped is green.

See https://pytest-django.readthedocs.io/en/latest/configuring_django.html and
https://docs.djangoproject.com/en/stable/topics/settings/#designating-the-settings.

## Instead

Write `DJANGO_SETTINGS_MODULE = shop.settings` into the pytest configuration, with pytest-django installed; or set the
variable of that name where pytest is called.

It is silent where a conftest.py, a plugin or a package of tests imports Django or sets the variable, and in projects
that neither have settings for pytest nor ask for it: there `manage.py test` runs the tests.

## Fix safety

The key is written only where the project has a single module of settings and pytest-django is there; the tests begin
to run with it, so that is not done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine, IniValues, PytestConfig
from doctor.model.django import NAME, choices, is_loaded
from doctor.model.environment import Declared, Distributions, Modules, Tree, Variables
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix
from doctor.model.places import Place
from doctor.model.plugins import Plugins
from doctor.model.sources import Fixtures, SourceFile, Sources, Test
from doctor.rules.classes import Found, World
from doctor.rules.cures import key_set
from doctor.rules.naming import folders_of
from doctor.rules.phrases import plural, uses
from doctor.rules.registry import rule

CASES = ("TestCase", "SimpleTestCase", "TransactionTestCase", "LiveServerTestCase")
SKIPPED = frozenset(
    """db transactional_db client async_client rf async_rf admin_client admin_user live_server settings mailoutbox
    django_user_model django_assert_num_queries""".split()  # noqa: SIM905
)
DEFINED = frozenset({"SECRET_KEY", "INSTALLED_APPS", "DATABASES"})
ENV_PLUGINS = ("pytest-env", "pytest-dotenv", "pytest-envfiles", "django-configurations")


@rule(severity=Severity.ERROR, since="0.1")
def check(
    config: PytestConfig,
    ini: IniValues,
    command_line: CommandLine,
    variables: Variables,
    plugins: Plugins,
    declared: Declared,
    distributions: Distributions,
    sources: Sources,
    fixtures: Fixtures,
    modules: Modules,
    tree: Tree,
) -> Iterator[Problem]:
    is_here = is_loaded(plugins)
    is_used = is_here or declared.get("pytest") or (config.configfile and config.configfile.settings)
    if distributions.get("django") is None or not is_used or choices(ini, command_line, variables):
        return
    if command_line.last("--dc") or any(plugins.of_distribution(each) for each in ENV_PLUGINS):
        return
    if any(configures(file) for file in sources) or any(imports_django(each, modules) for each in packages(sources)):
        return
    world = World(sources, modules)
    errors = [place for file in sources.collected for place in django_classes(file, world)]
    skipped = [test for file in sources.collected if is_here for test in file.tests if is_skipped(test, file, fixtures)]
    if errors or skipped:
        yield problem(errors, [test.place for test in skipped], is_here, config, settings_modules(tree, modules))


def configures(file: SourceFile) -> bool:
    """Does it set Django up, or may it do so?"""
    if any(touch.state == "os.environ" and touch.item in ("", "?", NAME) for touch in file.touches):
        return True
    if any(call.name in ("django.setup", "django.conf.settings.configure") for call in file.calls):
        return True
    is_early = file.role in ("conftest", "plugin") or file.path.endswith("/__init__.py")
    return is_early and any(each.module.partition(".")[0] in ("django", "configurations") for each in file.imports)


def packages(sources: Sources) -> set[str]:
    return {folder.replace("/", ".") for file in sources.collected for folder in folders_of(file.path)}


def imports_django(package: str, modules: Modules) -> bool:
    """Does the package of tests import Django, or what could tell it where the settings are?"""
    found = modules.find(package)
    return found is not None and any(
        each.module.partition(".")[0] in ("django", "os") for each in modules.imports(found)
    )


def django_classes(file: SourceFile, world: World) -> Iterator[Place]:
    """The classes with tests that derive from Django's own."""
    names = {test.class_name for test in file.tests if test.unittest and not test.file}
    if not any(each.module.startswith("django.test") for each in file.imports):
        return
    for klass in file.classes:
        if klass.qualname in names:
            bases = [each for each in world.lineage(Found(file, klass)) if isinstance(each, str)]
            if any(each.startswith("django.test.") and each.rpartition(".")[2] in CASES for each in bases):
                yield klass.place


def is_skipped(test: Test, file: SourceFile, fixtures: Fixtures) -> bool:
    """Does it ask pytest-django for what needs settings?"""
    if any(mark.name == "django_db" for mark in test.marks):
        return True
    visible = fixtures.visible.get(file.path, {})
    return any(
        name in SKIPPED and all(each.fixture is None for each in visible.get(name, ())) for name in test.requests
    )


def settings_modules(tree: Tree, modules: Modules) -> list[str]:
    """The project's modules that may be Django's settings; a library has settings of its own in such files, too."""
    found = [path for path in tree.files if path.endswith("/settings.py") or path == "settings.py"]
    found += [path for path in tree.files if path.endswith("/settings/__init__.py")]
    names = [
        path.removesuffix(".py").removesuffix("/__init__").replace("/", ".").removeprefix("src.") for path in found
    ]
    return [name for name in names if may_be_settings(name, modules)]


def may_be_settings(name: str, modules: Modules) -> bool:
    found = modules.find(name)
    defined = modules.names(found) if found else None
    return defined is None or bool(DEFINED & defined)


def problem(
    errors: list[Place], skipped: list[Place], is_here: bool, config: PytestConfig, known: list[str]
) -> Problem:
    places = errors + skipped
    module = known[0] if len(known) == 1 else "…"
    line = f"{NAME} = {module}"
    what = [plural(len(errors), "class")] if errors else []
    what += [plural(len(skipped), "test")] if skipped else []
    need = "needs" if len(places) == 1 else "need"
    mended: Fix | None = key_set(config, NAME, module, f"write {line}") if is_here and len(known) == 1 else None
    says = [
        "ImproperlyConfigured: Requested setting DATABASES, but settings are not configured" if errors else "",
        "skipped: no Django settings" if skipped else "",
    ]
    return Problem(
        place=places[0],
        message=f"{' and '.join(what)} {need} Django, and nothing says with which settings",
        label="needs Django's settings",
        related=uses(places[1:], "needs them, too"),
        consequence="; ".join(each for each in says if each),
        help=f"write `{line}` into the pytest configuration"
        + ("" if len(known) == 1 else ", with the module that holds your settings")
        + ("" if is_here else ", and install pytest-django; or set the variable of that name"),
        severity=Severity.ERROR if skipped else Severity.WARNING,
        fix=mended,
    )

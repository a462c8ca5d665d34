"""A conftest or plugin has a function `pytest_…` that is no hook here.

## Why

pytest takes each function whose name begins with `pytest_` for a hook, and stops at one that no plugin declares. Mostly
the plugin that declares it is not installed, or is switched off; or the name is misspelt, or a helper has the prefix.

See https://docs.pytest.org/en/stable/how-to/writing_hook_functions.html#hook-function-validation-and-execution.

## Instead

Install the plugin; or, where it is optional, put `@pytest.hookimpl(optionalhook=True)` on the function. Give helpers
and fixtures names without the prefix.

## Fix safety

`optionalhook=True` is safe: the hook is called as before where its plugin is loaded. A misspelt hook begins to be
called, and a fixture that looks like a hook gets another function's name: neither is done unasked. There is no fix for
other names.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine, PytestConfig
from doctor.model.environment import Declared, Distributions
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Change, Fix, Replace
from doctor.model.places import Place
from doctor.model.plugins import HookImpl, Knowledge, Plugins
from doctor.model.rewrites import SetArgument
from doctor.model.sources import Fixture, SourceFile, Sources
from doctor.rules.phrases import install, listing, nearest, uses
from doctor.rules.plugins._absent import absent, cure, switched_off
from doctor.rules.plugins._hooks import LOCAL, is_conditional, place_of
from doctor.rules.plugins._loaded import loaded
from doctor.rules.registry import rule
from doctor.rules.spelling import decorated


@rule(severity=Severity.ERROR, since="0.1")
def check(
    plugins: Plugins,
    sources: Sources,
    knowledge: Knowledge,
    config: PytestConfig,
    command_line: CommandLine,
    declared: Declared,
    distributions: Distributions,
) -> Iterator[Problem]:
    if plugins.computes("hooks"):
        return
    known = {spec.name for plugin in plugins.active for spec in plugin.provided.hookspecs}
    files = {file.path for file in loaded(sources, config)}
    groups: dict[str, list[tuple[HookImpl, Place]]] = {}
    for plugin in plugins.active:
        if plugin.kind in LOCAL and plugin.file in files:
            for impl in plugin.provided.hookimpls:
                name = impl.specname or impl.name
                is_sure = not impl.optional and not impl.class_name and not is_conditional(impl, plugin, sources)
                if name not in known and is_sure:
                    groups.setdefault(owner(name, plugins, knowledge), []).append((impl, place_of(impl, plugin)))
    for name, found in groups.items():
        if plugins.complete or not name:
            told = problem(name, found, plugins, known, command_line, declared, config, distributions)
            fix = optional(found, sources) if name else respelt(found, known, sources)
            yield told.replace(fix=fix)
    for file in loaded(sources, config):
        if file.role in ("conftest", "plugin"):
            for fixture in file.fixtures:
                if fixture.function.startswith("pytest_") and "." not in fixture.function:
                    yield of_fixture(file, fixture, config)


def owner(name: str, plugins: Plugins, knowledge: Knowledge) -> str:
    """The distribution that declares the hook: an installed one that is not loaded, else a known one, else ""."""
    for plugin in absent(plugins):
        if any(spec.name == name for spec in plugin.provided.hookspecs):
            return plugin.distribution
    return next((known.distribution for known in knowledge.with_hook(name)), "")


def problem(
    name: str,
    found: list[tuple[HookImpl, Place]],
    plugins: Plugins,
    known: set[str],
    command_line: CommandLine,
    declared: Declared,
    config: PytestConfig,
    distributions: Distributions,
) -> Problem:
    hooks = [impl.specname or impl.name for impl, _ in found]
    removed = REMOVED.get(hooks[0])
    noun = "a hook" if len(hooks) == 1 else "hooks"
    off = next((plugin for plugin in absent(plugins) if name and plugin.distribution == name), None)
    if off:
        what, help = f"{noun} of {name}, which {switched_off(off, command_line)}", cure(off, command_line)
    elif name and (installed := distributions.get(name)):
        them = "it" if len(hooks) == 1 else "them"
        what = f"{noun} of {name}, and the installed {installed.version} does not have {them}"
        help = f"`pip install -U {name}`"
    elif name:
        what, help = f"{noun} of {name}, which is not installed", install(name, declared)
    elif removed:
        what, help = f"a hook that pytest {config.pytest_version} has no more", removed
    else:
        near = nearest(hooks[0], known)
        what = "no hook of pytest or of a loaded plugin"
        help = f"did you mean '{near}'?" if near else "give it a name that does not begin with 'pytest_'"
    optional = f", or mark {'it' if len(hooks) == 1 else 'them'} @pytest.hookimpl(optionalhook=True)" if name else ""
    return Problem(
        place=found[0][1],
        message=f"{listing(dict.fromkeys(hooks))} {'is' if len(hooks) == 1 else 'are'} {what}",
        label="unknown hook",
        related=uses([place for _, place in found[1:]], "unknown hook"),
        consequence=f"pytest stops: PluginValidationError: unknown hook '{hooks[0]}' in plugin {found[0][1].file}",
        help=help + optional,
    )


def respelt(found: list[tuple[HookImpl, Place]], known: set[str], sources: Sources) -> Fix | None:
    """Misspelt hooks under the names that they resemble."""
    changes, names = [], []
    for impl, place in found:
        near = nearest(impl.name, known) if impl.name not in REMOVED and not impl.specname else None
        file = sources.get(place.file)
        function = file.function(impl.name) if file else None
        if near is None or file is None or function is None or file.function(near):
            return None
        changes.append(Replace(function.place, near))
        names.append(f"'{impl.name}' to '{near}'")
    return Fix(f"rename {' and '.join(names)}", tuple(changes))


def optional(found: list[tuple[HookImpl, Place]], sources: Sources) -> Fix | None:
    """Each hook is marked so that pytest passes it over where nobody declares it."""
    changes: dict[Change, None] = {}
    for impl, place in found:
        file = sources.get(place.file)
        function = file.function(impl.name) if file else None
        if file is None or function is None:
            return None
        own = next((each for each in function.decorators if str(each.value).endswith("hookimpl")), None)
        if own:
            changes[SetArgument(own.place, "optionalhook", "True")] = None
        else:
            changes.update(dict.fromkeys(decorated(file, function, "pytest.hookimpl", "(optionalhook=True)")))
    names = listing(impl.name for impl, _ in found)
    return Fix(f"mark {names} with optionalhook=True", tuple(changes), safe=True)


def of_fixture(file: SourceFile, fixture: Fixture, config: PytestConfig) -> Problem:
    """A fixture whose function has the prefix is taken for a hook as well."""
    name = fixture.function
    new = name.removeprefix("pytest_")
    words = f"AssertionError: {file.path}.{name} is not a hookable attribute"
    return Problem(
        fix=kept_apart(file, fixture, new),
        place=fixture.place,
        message=f"the fixture '{name}' begins with 'pytest_', so that pytest takes it for a hook",
        label="taken for a hook",
        consequence=f"pytest stops: {words}"
        if config.version >= (8, 4)
        else f"pytest stops: PluginValidationError: unknown hook '{name}' in plugin {file.path}",
        help=f"call the function '{new}'; @pytest.fixture(name=\"{name}\") keeps the fixture's name for the tests",
    )


def kept_apart(file: SourceFile, fixture: Fixture, new: str) -> Fix | None:
    """The function under a name without the prefix, the fixture under the one that tests ask for."""
    taken = {each.name for each in file.functions} | {each.name for each in file.fixtures} | dict(file.assigned).keys()
    if fixture.expr is None or new in taken or not new.isidentifier():
        return None
    keeps = (SetArgument(fixture.expr.place, "name", f'"{fixture.name}"'),) if fixture.name == fixture.function else ()
    title = f"call the function '{new}', and the fixture '{fixture.name}' as before"
    return Fix(title, (Replace(fixture.place, new), *keeps))


REMOVED = {
    "pytest_cmdline_preparse": "use pytest_load_initial_conftests(early_config, parser, args), in a plugin",
    "pytest_warning_captured": "use pytest_warning_recorded(warning_message, when, nodeid, location)",
    "pytest_namespace": "set the attribute on `pytest` in pytest_configure(config)",
    "pytest_logwarning": "use pytest_warning_recorded(warning_message, when, nodeid, location)",
}

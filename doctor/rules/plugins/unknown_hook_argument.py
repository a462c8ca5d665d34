"""A hook takes an argument that its declaration does not have.

## Why

pytest passes hook arguments by name, and stops where a function asks for one that is not there. The arguments of type
`py.path.local` (`path`, `startdir`) warn since pytest 8, are errors in 9.0, and are gone since 9.1.

See https://docs.pytest.org/en/stable/how-to/writing_hook_functions.html#hook-function-validation-and-execution.

## Instead

Take the argument of today, a `pathlib.Path`: `collection_path`, `file_path`, `module_path`, `start_path`.

## Fix safety

The argument of today is taken, and `basename`, `purebasename` and `ext` become `name`, `stem` and `suffix`; where the
function asks anything else of the path, or passes it on, look at the change: it is not made unasked. Nor is a misspelt
argument renamed.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine, IniValues, PytestConfig
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix
from doctor.model.places import Place
from doctor.model.plugins import HookImpl, HookSpec, Plugin, Plugins
from doctor.model.rewrites import RenameParameter
from doctor.model.sources import Sources
from doctor.rules.filters import error_filter
from doctor.rules.phrases import nearest
from doctor.rules.plugins._hooks import LOCAL, is_conditional, place_of
from doctor.rules.plugins._loaded import loaded
from doctor.rules.registry import rule

CATEGORY, TEXT = "PytestRemovedIn9Warning", "The (path: py.path.local) argument is deprecated"
# What is asked of a path, as py.path.local and as pathlib.Path call it.
ATTRIBUTES = (("basename", "name"), ("purebasename", "stem"), ("ext", "suffix"), ("exists", "exists"))
SUCCESSORS = {
    ("pytest_ignore_collect", "path"): "collection_path",
    ("pytest_collect_file", "path"): "file_path",
    ("pytest_pycollect_makemodule", "path"): "module_path",
    ("pytest_report_header", "startdir"): "start_path",
    ("pytest_report_collectionfinish", "startdir"): "start_path",
}


@rule(severity=Severity.ERROR, since="0.1")
def check(
    plugins: Plugins, sources: Sources, config: PytestConfig, ini: IniValues, command_line: CommandLine
) -> Iterator[Problem]:
    specs = {spec.name: spec for plugin in plugins.active for spec in plugin.provided.hookspecs}
    files = {file.path for file in loaded(sources, config)}
    for plugin in plugins.active:
        if plugin.kind in LOCAL and plugin.file in files:
            for impl in plugin.provided.hookimpls:
                spec = specs.get(impl.specname or impl.name)
                for name in impl.params if spec and not is_conditional(impl, plugin, sources) else ():
                    if spec and name not in spec.params:
                        fix = renamed(impl, name, plugin, sources) or respelt(impl, spec, name, plugin, sources)
                        yield unknown(impl, spec, name, place_of(impl, plugin), config).replace(fix=fix)
                    elif spec and name in spec.deprecated and not is_silenced(ini) and config.version >= (8, 2):
                        fatal = config.version >= (9,) or bool(error_filter(config, ini, command_line, CATEGORY, TEXT))
                        fix = renamed(impl, name, plugin, sources)
                        yield deprecated(impl, name, place_of(impl, plugin), fatal).replace(fix=fix)


def renamed(impl: HookImpl, name: str, plugin: Plugin, sources: Sources) -> Fix | None:
    """The argument of today, where the function does nothing with it but what is known of both kinds of paths."""
    new = SUCCESSORS.get((impl.specname or impl.name, name))
    file = sources.get(plugin.file)
    function = file.function(impl.name) if file else None
    if new is None or function is None:
        return None
    return Fix(f"take '{new}' in place of '{name}'", (RenameParameter(function.place, name, new, ATTRIBUTES),))


def respelt(impl: HookImpl, spec: HookSpec, name: str, plugin: Plugin, sources: Sources) -> Fix | None:
    """The argument that the name resembles."""
    near = nearest(name, [each for each in spec.params if each not in impl.params])
    file = sources.get(plugin.file)
    function = file.function(impl.name) if file else None
    if near is None or function is None:
        return None
    return Fix(f"write '{near}' in place of '{name}'", (RenameParameter(function.place, name, near),))


def is_silenced(ini: IniValues) -> bool:
    """Does a filter let the deprecation pass?"""
    filters = ini["filterwarnings"]
    return isinstance(filters, (list, tuple)) and any(
        str(each).startswith("ignore") and ("PytestRemovedIn" in str(each) or str(each).count(":") == 0)
        for each in filters
    )


def unknown(impl: HookImpl, spec: HookSpec, name: str, place: Place, config: PytestConfig) -> Problem:
    hook = impl.specname or impl.name
    new = SUCCESSORS.get((hook, name))
    near = nearest(name, spec.params)
    return Problem(
        place=place,
        message=f"{hook} takes '{name}', which pytest {config.pytest_version} "
        f"{'has no more' if new else 'does not pass'}",
        label=f"'{name}' is not an argument of {hook}",
        consequence=f"pytest stops: PluginValidationError: Argument(s) {{'{name}'}} are declared in the hookimpl but "
        "can not be found in the hookspec",
        help=f"take '{new}', a pathlib.Path" if new else cure(near, spec),
    )


def cure(near: str | None, spec: HookSpec) -> str:
    return f"did you mean '{near}'?" if near else f"it has {', '.join(spec.params) or 'no arguments'}"


def deprecated(impl: HookImpl, name: str, place: Place, stops: bool) -> Problem:
    hook = impl.specname or impl.name
    new = SUCCESSORS.get((hook, name))
    return Problem(
        place=place,
        message=f"{hook} takes '{name}', a py.path.local that pytest 9 refuses",
        label=f"'{name}' is deprecated",
        consequence=f"{'pytest stops: ' if stops else ''}PytestRemovedIn9Warning: The ({name}: py.path.local) argument "
        f"is deprecated, please use ({new or 'its successor'}: pathlib.Path)",
        help=f"take '{new}', a pathlib.Path, in its place" if new else "take its successor",
        severity=Severity.ERROR if stops else Severity.WARNING,
    )

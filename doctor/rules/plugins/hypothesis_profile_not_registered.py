"""A profile of hypothesis is asked for that nothing registers before.

## Why

`--hypothesis-profile=NAME` and `settings.load_profile("NAME")` take a profile that is registered by then, and so does
`load_profile(os.getenv("HYPOTHESIS_PROFILE", "dev"))` with what a step of CI sets. "default" is registered, and "ci"
from 6.116 on; all others have to be by a conftest.py that pytest loads at its start, by a plugin, or by what one of
these imports. Else pytest ends with an error before the first test. Where they import modules of the project, the name
has to stand in no file of it.

See https://hypothesis.readthedocs.io/en/latest/tutorial/settings.html and
https://github.com/HypothesisWorks/hypothesis/issues/2090.

## Instead

`settings.register_profile("nightly", max_examples=1000)` in the conftest.py of rootdir, above what loads it.

## Fix safety

A name is guessed from the ones that are registered, and an option that asks for nothing goes: it is not done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.calls import Calls
from doctor.model.config import CommandLine, GivenOption, PytestConfig
from doctor.model.environment import Distributions, Modules, Variables
from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.hypothesis_profiles import RegisteredProfiles
from doctor.model.places import ENVIRONMENT, Place, Word
from doctor.model.plugins import Plugins
from doctor.model.record import Record
from doctor.model.sources import Call, SourceFile, Sources
from doctor.rules.cures import literal, may_edit, option_removed, value_replaced
from doctor.rules.phrases import listing, nearest
from doctor.rules.registry import rule

READS = ("os.environ.get", "os.getenv", "os.environ[]")
OPTION = "--hypothesis-profile"
HAS_CI = (6, 116)  # hypothesis registers "ci" itself


class Asked(Record):
    """A profile that an option asks for, a call of pytest elsewhere, or else `load_profile`."""

    name: Word
    option: GivenOption | None = None
    by_call: bool = False


@rule(severity=Severity.ERROR, since="0.1")
def check(
    plugins: Plugins,
    distributions: Distributions,
    sources: Sources,
    command_line: CommandLine,
    calls: Calls,
    modules: Modules,
    config: PytestConfig,
    variables: Variables,
    registered_profiles: RegisteredProfiles,
) -> Iterator[Problem]:
    version = distributions.version("hypothesis")
    plugin = plugins.of_distribution("hypothesis")
    if version is None or not plugin or not plugin.active:
        return
    early = [file for file in sources.reaching_others if file.role == "plugin" or file.path in config.initial_conftests]
    asked = [*asked_for(early, command_line, calls, plugins), *by_variable(early, variables, calls)]
    registered = names_of(early) if asked else None
    if registered is None or not asked:
        return
    known = frozenset({"default", "ci"} if version >= HAS_CI or version < (6,) else {"default"})
    behind = any(imports_own(file, modules) for file in early)
    others = registered_profiles.names(frozenset() if behind else {file.path for file in sources if file not in early})
    if others is None:
        return  # what they import may register any
    known |= others
    late = {
        str(call.expr.parts[0].text): call.place
        for file in sources
        if file not in early
        for call in file.calls
        if call.name.endswith(".register_profile") and call.expr.parts
    }
    for each in asked:
        is_for_other = each.by_call and each.name.text in late  # it may be made in a folder of its own
        if each.name.text not in registered | known and not is_for_other:
            near = nearest(each.name.text, registered | known) or ""
            yield problem(each, registered | others, near, late.get(each.name.text)).replace(
                fix=mended(each, near, config)
            )


def asked_for(early: list[SourceFile], command_line: CommandLine, calls: Calls, plugins: Plugins) -> Iterator[Asked]:
    option = command_line.last(OPTION)
    if option and option.known and option.value:
        yield Asked(Word(option.value, option.place), option)
    for call in (*calls.calls, *calls.variables):
        for each in call.given(plugins.valued):
            if each.name == OPTION and each.value and each.value.text:
                yield Asked(each.value, by_call=True)
    for file in early:
        for loaded in file.calls:
            name = loaded.expr.argument(0, "name")
            if is_profile(loaded, "load_profile") and name and name.text and not (loaded.branch or loaded.guarded):
                yield Asked(Word(name.text, name.place))


def by_variable(early: list[SourceFile], variables: Variables, calls: Calls) -> Iterator[Asked]:
    """What the variable holds whose value is loaded: here, and for the calls that set it; else what stands for it."""
    for file in early:
        for loaded in file.calls:
            name = loaded.expr.argument(0, "name")
            name = file.value(str(name.value)) if name and name.kind == "name" else name
            is_ours = is_profile(loaded, "load_profile") and not (loaded.branch or loaded.guarded)
            if not is_ours or not name or name.value not in READS or not name.parts:
                continue
            is_item = name.kind == "subscript"
            variable = name.parts[1 if is_item else 0].text or ""
            default = None if is_item else name.argument(1, "default")
            value = variables.get(variable)
            if value is not None:
                yield Asked(Word(value, Place(ENVIRONMENT)))
            elif default and default.text:
                yield Asked(Word(default.text, default.place))
            for each in {each.place: each for call in calls.calls for each in call.settings}.values():
                if each.name == variable and not set(each.value) & set("$%{"):
                    yield Asked(Word(each.value, each.place), by_call=True)


def mended(each: Asked, near: str, config: PytestConfig) -> Fix | None:
    if each.option:
        return value_replaced(each.option, near, config) if near else option_removed(each.option)
    place = each.name.place
    is_ours = near and not each.by_call and may_edit(place)
    return Fix(f"write '{near}'", (Replace(place, literal(near)),)) if is_ours else None


def is_profile(call: Call, name: str) -> bool:
    return call.name in (f"hypothesis.settings.{name}", f"settings.{name}", f"hypothesis._settings.settings.{name}")


def names_of(early: list[SourceFile]) -> frozenset[str] | None:
    """The profiles that are registered, None where some cannot be told."""
    names = []
    for file in early:
        for call in file.calls:
            if call.name.endswith("register_profile"):
                name = call.expr.argument(0, "name")
                names.append(name.text if name else None)
    return None if None in names else frozenset(name for name in names if name)


def imports_own(file: SourceFile, modules: Modules) -> bool:
    """Does it import modules of the project, which may register some?"""
    for each in file.imports:
        found = modules.find(each.module, file.path) if each.module and not each.level else None
        if each.level or (found and found.origin in ("project", "cwd") and found.file != file.path):
            return True
    return False


def problem(each: Asked, registered: frozenset[str], near: str, late: Place | None) -> Problem:
    word, names = each.name, listing(sorted(registered))
    cure = f'settings.register_profile("{word.text}", …) in the conftest.py of rootdir'
    return Problem(
        place=word.place,
        message=f"the profile '{word.text}' of hypothesis is not registered"
        + (f", only {names}" if names else " by anything"),
        label="not registered",
        related=(Related(late, "registered here, which comes too late"),) if late else (),
        consequence=f"pytest stops: hypothesis.errors.InvalidArgument: Profile '{word.text}' is not registered",
        help=f"write '{near}'" if near else f"call {cure}",
        severity=Severity.WARNING if each.by_call else None,
    )

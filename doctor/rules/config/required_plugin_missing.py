"""A plugin that `required_plugins` names is not there.

## Why

pytest compares `required_plugins` with the distributions whose plugins it has loaded, and stops when one is missing, is
of another version, or is spelt otherwise than in its metadata: `pytest_cov` is not `pytest-cov` here. A plugin that is
installed and not loaded, by `-p no:NAME` or with autoload off, counts as missing.

See https://docs.pytest.org/en/stable/reference/reference.html#confval-required_plugins.

## Instead

Install the plugins with the tests, or take them out of `required_plugins`.

## Fix safety

Spelling a name as its metadata does is safe. All else is not done unasked: `-p no:…` goes from addopts where that keeps
the plugin out; no version is asked for that the installed one does not meet; a plugin that is neither installed nor
declared is not asked for any more. One that is declared has to be installed.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import IniValues, PytestConfig
from doctor.model.environment import Declared, Distributions, normalized
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix
from doctor.model.places import COMMAND_LINE, Place
from doctor.model.plugins import Kind, Knowledge, Plugin, Plugins
from doctor.rules.config._versions import meets, parted
from doctor.rules.cures import is_native, key_removed, key_set, option_removed
from doctor.rules.lists import in_comment
from doctor.rules.phrases import install, listing
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(
    config: PytestConfig,
    ini: IniValues,
    plugins: Plugins,
    distributions: Distributions,
    declared: Declared,
    knowledge: Knowledge,
) -> Iterator[Problem]:
    key = ini.get("required_plugins")
    wanted = words(key.value) if key else []
    if not key or not wanted or not plugins.complete:
        return
    comment = in_comment(config, "required_plugins")
    reasons = {each: reason(each, plugins, distributions, knowledge) for each in wanted}
    missing = sorted(each for each, why in reasons.items() if why and each not in comment)
    if missing:
        yield Problem(
            place=key.place or Place(COMMAND_LINE),
            message="required_plugins: " + ", ".join(f"{each} {reasons[each]}" for each in missing),
            label="asked for here",
            consequence=f"pytest stops: Missing required plugins: {', '.join(missing)}",
            help=unbroken(wanted) or cure(missing, reasons, declared),
            fix=let_in(missing, reasons, plugins) or fix(missing, reasons, wanted, config, declared),
        )


def let_in(missing: list[str], reasons: dict[str, str], plugins: Plugins) -> Fix | None:
    """What switches them off goes from addopts."""
    names = [(parted(each) or ("",))[0] for each in missing if "but not loaded (-p" in reasons[each]]
    flags = {plugin.flag for plugin in plugins if plugin.distribution in names and plugin.flag and not plugin.active}
    fixes = [option_removed(flag) for flag in sorted(flags, key=lambda flag: flag.place)]
    found = [each for each in fixes if each]
    if len(names) < len(missing) or not found or len(found) < len(fixes):
        return None
    title = " and ".join(each.title.removesuffix(" from addopts") for each in found) + " from addopts"
    return Fix(title, tuple(change for each in found for change in each.changes))


def fix(
    missing: list[str], reasons: dict[str, str], wanted: list[str], config: PytestConfig, declared: Declared
) -> Fix | None:
    """Names are spelt as in the metadata; what is not installed, and declared nowhere, is asked for no more."""
    setting = config.setting("required_plugins")
    if setting is None:
        return None
    joined = without_blanks(wanted)
    if joined != wanted:
        return value_set(config, tuple(joined), f"write {listing(joined)} in required_plugins")
    right = {each: respelt(each, reasons[each]) for each in missing}
    if all(right.values()):
        left = tuple(right.get(each, each) for each in wanted)
        safe = not any(reasons[each].startswith(("is installed as", "is not installed")) for each in missing)
        return value_set(config, left, f"write {listing(right.values())} in required_plugins", safe)
    names = [(parted(each) or ("",))[0] for each in missing]
    gone = all(reasons[each].startswith("is not installed") for each in missing)
    if not gone or any(declared.get(normalized(name)) for name in names):
        return None
    left = tuple(each for each in wanted if each not in missing)
    title = f"take {listing(missing)} out of required_plugins"
    return value_set(config, left, title) if left else renamed(key_removed(config, ["required_plugins"]), title)


def without_blanks(wanted: list[str]) -> list[str]:
    """The words with the versions joined to their names: `pytest-xdist >= 3` are three words for pytest."""
    import re

    return re.sub(
        r"(?<=[\w\]]) *(===|==|~=|!=|>=|<=|>|<) *(?=\d)|, +", lambda hit: (hit[1] or ","), " ".join(wanted)
    ).split()


def unbroken(wanted: list[str]) -> str:
    joined = without_blanks(wanted)
    return f"write {listing(joined)} without blanks: pytest splits the value at them" if joined != wanted else ""


def respelt(wanted: str, reason: str) -> str:
    if reason.startswith("is installed as "):
        return (parted(wanted) or ("",))[0]
    name = reason.partition("is called ")[2].partition(" in its")[0] or shortened(reason)
    return wanted.replace((parted(wanted) or ("",))[0], name, 1) if name else ""


def shortened(reason: str) -> str:
    """The name that a plugin's name without `pytest-` was meant for."""
    return reason.partition("nor a plugin: ")[2].partition(" is")[0]


def value_set(config: PytestConfig, left: tuple[str, ...], title: str, safe: bool = False) -> Fix | None:
    setting = config.setting("required_plugins")
    is_list = is_native(config) or (setting is not None and isinstance(setting.value, list))
    value = left if is_list else " ".join(left)
    return key_set(config, "required_plugins", value, title, safe)


def renamed(found: Fix | None, title: str) -> Fix | None:
    return found.replace(title=title) if found else None


def words(value: object) -> list[str]:
    if isinstance(value, str):
        return value.split()
    return [str(item) for item in value] if isinstance(value, (list, tuple)) else []


def reason(wanted: str, plugins: Plugins, distributions: Distributions, knowledge: Knowledge) -> str:
    """Why pytest takes it for missing, "" if it does not."""
    found = parted(wanted)
    if found is None:
        return "is no requirement"
    name, specifier = found
    installed = distributions.get(name)
    if installed is None:
        full = f"pytest-{name}"
        is_short = not knowledge.of_distribution(name) and (distributions.get(full) or knowledge.of_distribution(full))
        return f"is not installed, nor a plugin: {full} is" if is_short else "is not installed"
    if installed.name != name:
        return f"is called {installed.name} in its metadata"
    ours = [plugin for plugin in plugins if plugin.distribution == installed.name and plugin.kind is Kind.INSTALLED]
    if not ours:
        return "" if not installed.entry_points else "is not loaded"
    if not any(plugin.active for plugin in ours):
        return f"is installed, but not loaded ({why(ours[0])})"
    return "" if not specifier or meets(installed.version, specifier) else f"is installed as {installed.version}"


def why(plugin: Plugin) -> str:
    return plugin.flag.text if plugin.flag else plugin.reason or "autoload is off"


def cure(missing: list[str], reasons: dict[str, str], declared: Declared) -> str:
    meant = [shortened(reasons[each]) for each in missing]
    if all(meant):
        return f"write {listing(meant)}"
    if all(reasons[each].startswith("is installed as") for each in missing):
        wanted = " ".join(f"'{each}'" for each in missing)
        return f"`pip install {wanted}`, or ask for what is there in required_plugins"
    absent = [parted(each) for each in missing if reasons[each].startswith("is not installed")]
    names = [found[0] for found in absent if found]
    if len(names) == len(missing) == 1:
        return f"{install(names[0], declared)}, or take it out of required_plugins"
    if len(names) == len(missing):
        return f"`pip install {' '.join(names)}`, or take them out of required_plugins"
    return f"mend what stands behind each name, or take {', '.join(missing)} out of required_plugins"

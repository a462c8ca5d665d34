"""A configuration key is set that nobody registers.

## Why

pytest and its plugins register the keys that they read. A key that nobody registers has no effect: it is misspelt, or
belongs to a plugin that is not installed or not loaded, or to another version of pytest or of the plugin. pytest warns,
and stops where `strict_config` is on, or where `filterwarnings` makes errors of warnings.

See https://docs.pytest.org/en/stable/reference/reference.html#confval-strict_config.

## Instead

Spell it as it is registered, install or load the plugin, or take the key out.

## Fix safety

A name that differs in hyphens or case is safe to spell right where pytest stops at it. All else is not done unasked: a
guessed key comes into force, and a key that goes may be of use where the plugin is installed. Keys of plugins that the
project declares stay.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine, IniValue, IniValues, PytestConfig
from doctor.model.environment import Declared, Distributions, Modules, normalized
from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import AddItem, Fix, RemoveKey
from doctor.model.places import Place
from doctor.model.plugins import Knowledge, Plugin, Plugins
from doctor.model.sources import Sources
from doctor.rules.async_tests._runners import OTHERS, may_run
from doctor.rules.config._keys import ALWAYS, since
from doctor.rules.config._words import strict_config
from doctor.rules.cures import NO, home, key_removed, key_renamed
from doctor.rules.filters import error_filter
from doctor.rules.lists import unindented
from doctor.rules.phrases import install, listing, nearest
from doctor.rules.plugins._imports import imports_absent
from doctor.rules.registry import rule

Reason = tuple[str, str, str]  # what is wrong with the key, a label, what to do

OPTIONS_BEFORE = ("strict_markers", "strict_config")  # keys since pytest 9, and options before


@rule(severity=Severity.WARNING, since="0.1")
def check(
    config: PytestConfig,
    ini: IniValues,
    command_line: CommandLine,
    plugins: Plugins,
    knowledge: Knowledge,
    declared: Declared,
    distributions: Distributions,
    sources: Sources,
    modules: Modules,
) -> Iterator[Problem]:
    strict = strict_config(config, ini, command_line)
    unknown = [
        key for key in ini.values.values() if is_unknown(key) and not is_told(key, plugins, command_line, sources)
    ]
    lost = {line.name for _, lines in unindented(config, ini) for line in lines}  # see list-not-indented
    unknown = [key for key in unknown if key.name not in lost]
    if not strict and unknown:
        unknown = [key for key in unknown if not is_told_of_absent(key.name, knowledge, plugins, sources, modules)]
    if not unknown:
        return
    seen = Seen(config, ini, plugins, knowledge, declared, distributions)
    groups: dict[Reason, list[IniValue]] = {}
    for key in unknown:
        if reason := seen.reason(key.name):
            groups.setdefault(reason, []).append(key)
    for reason, keys in groups.items():
        # no word of it before 6.0 (https://github.com/pytest-dev/pytest/issues/6856), and of `-o` before 9.0
        silent = config.version < (6 if any(key.origin == "file" for key in keys) else 9,)
        words = f"Unknown config option: {keys[0].name}"
        raised = not strict and error_filter(config, ini, command_line, "PytestConfigWarning", words)
        stops = f"{words} ({strict})" if strict else f"PytestConfigWarning: {words} (warnings are errors)"
        cure = fix(reason, [key.name for key in keys], seen, bool(strict or raised))
        yield problem(reason, keys, stops if (strict or raised) and not silent else "", silent).replace(fix=cure)


def is_unknown(key: IniValue) -> bool:
    """Names with blanks around them, and tables, are what other rules speak of."""
    is_plain = key.name == key.name.strip() and not isinstance(key.value, dict)
    return not key.known and is_plain and key.name not in ALWAYS and key.place is not None


def is_told(key: IniValue, plugins: Plugins, command_line: CommandLine, sources: Sources) -> bool:
    """Does another rule name the same plugin, for an option that ends the run, or for marks that are used?"""
    for plugin in plugins.with_ini_key(key.name):
        lost = {option.name for option in command_line.options if not option.known}
        if any(plugin.provided.option(name) for name in lost):
            return True
        if plugin.flag and any(plugin.provided.has_marker(mark.name) for _, mark in sources.marks):
            return True
    return False


def is_told_of_absent(name: str, knowledge: Knowledge, plugins: Plugins, sources: Sources, modules: Modules) -> bool:
    """Does another rule say that the plugin is not installed: for an import of it, or for the async tests?"""
    owners = {known.distribution for known in knowledge.with_ini_key(name)}
    if any(plugin.distribution in owners for plugin in plugins) or not plugins.complete:
        return False
    if "pytest-asyncio" in owners and is_unawaited(plugins, sources):
        return True
    return any(imports_absent(owner.replace("-", "_"), sources, modules) for owner in owners)


def is_unawaited(plugins: Plugins, sources: Sources) -> bool:
    """Are there async tests, and no plugin at all that may run them?"""
    others = any(plugin.distribution in OTHERS or may_run(plugin) for plugin in plugins.active)
    return not others and any(test.is_async and not test.unittest for _, test in sources.tests)


def older(name: str) -> str:
    """What did before pytest 9 what this key does."""
    if name in OPTIONS_BEFORE:
        return f"give --{name.replace('_', '-')} in addopts"
    return "write xfail_strict" if name == "strict_xfail" else ""


class Seen:
    """Looks for what a key may have been meant for."""

    def __init__(
        self,
        config: PytestConfig,
        ini: IniValues,
        plugins: Plugins,
        knowledge: Knowledge,
        declared: Declared,
        distributions: Distributions,
    ) -> None:
        self.config, self.plugins, self.knowledge = config, plugins, knowledge
        self.declared, self.distributions = declared, distributions
        self.known = [key.name for key in ini.values.values() if key.known] + list(ALWAYS)

    def reason(self, name: str) -> Reason | None:
        """What is wrong with a key of this name, None if nothing may be said."""
        return (
            self.of_absent(name)
            or self.of_version(name)
            or self.of_missing(name)
            or (
                None
                if self.is_of_stranger(name)
                else self.of_spelling(name) or self.of_option(name) or self.of_nobody()
            )
        )

    def is_of_stranger(self, name: str) -> bool:
        """Does it begin like an installed plugin that little is known of, and that may register it in its own way?"""
        plain = name.lower().replace("-", "_")
        for plugin in self.plugins.active:
            stem = normalized(plugin.distribution).removeprefix("pytest-").replace("-", "_")
            if stem and plain.startswith(stem) and not self.knowledge.of_distribution(plugin.distribution):
                return True
        return False

    def of_absent(self, name: str) -> Reason | None:
        """It belongs to a plugin that is installed, and not loaded."""
        plugin = next((plugin for plugin in self.plugins.with_ini_key(name) if not plugin.active), None)
        if plugin is None:
            return None
        owner = plugin.distribution or plugin.name
        return f"belongs to {owner}, which is not loaded: {why(plugin)}", f"a key of {owner}", f"load {owner}"

    def of_version(self, name: str) -> Reason | None:
        version = since(name)
        if not version or self.config.version >= tuple(map(int, version.split("."))):
            return None
        return (
            f"came with pytest {version}, and this is pytest {self.config.pytest_version}",
            f"of pytest {version} and later",
            f"`pip install 'pytest>={version}'`{f', or {older(name)}' if older(name) else ''}",
        )

    def of_missing(self, name: str) -> Reason | None:
        """It belongs to a plugin that is not installed, or to another version of one that is."""
        owners = [known.distribution for known in self.knowledge.with_ini_key(name)]
        installed = next((self.distributions.get(owner) for owner in owners if self.distributions.get(owner)), None)
        if installed:
            return (
                f"is not known to {installed.name} {installed.version}, but to other versions of it",
                f"no key of {installed.name} {installed.version}",
                f"upgrade {installed.name}",
            )
        if not owners or not self.plugins.complete:
            return None
        owner = next((each for each in owners if self.declared.get(normalized(each))), owners[0])
        what = f"belongs to {owner}, which is not installed"
        return what, f"a key of {owner}", install(owner, self.declared)

    def of_spelling(self, name: str) -> Reason | None:
        plain = name.replace("-", "_").replace(" ", "_").lower()
        same = next((known for known in self.known if known.lower() == plain and known != name), None)
        meant = same or nearest(name, self.known)
        if meant:
            return f"is no key of pytest or a loaded plugin: did you mean '{meant}'?", f"'{meant}'?", f"write {meant}"
        if plain != name and (found := self.of_missing(plain)):
            return f"is spelt '{plain}' and {found[0]}", found[1], found[2]
        return None

    def of_option(self, name: str) -> Reason | None:
        option = f"--{name.replace('_', '-')}"
        if any(plugin.active for plugin in self.plugins.with_option(option)):
            return (
                f"is no key: '{option}' is an option of the command line",
                "an option",
                self.spoken(name, option),
            )
        return None

    def spoken(self, name: str, option: str) -> str:
        """How the option is written with this value, or what it takes."""
        setting = self.config.setting(name)
        text, refused = as_word(option, setting.value if setting else "", self.plugins)
        if refused:
            return f"write {option} into addopts, with one of {', '.join(refused)}"
        return f"write {text} into addopts" if text else "take it out"

    def of_nobody(self) -> Reason | None:
        if self.plugins.computes("ini") or not self.plugins.complete:
            return None
        return "is no key of pytest or a loaded plugin", "unknown", "take it out, or install what reads it"


def fix(reason: Reason, names: list[str], seen: Seen, stops: bool) -> Fix | None:
    """Misspelt keys get their name, others go; not those of a plugin that the project declares and has to install."""
    what, config = reason[0], seen.config
    if meant := what.partition("did you mean '")[2].partition("'")[0]:
        plain = names[0].replace("-", "_").replace(" ", "_").lower()
        return key_renamed(config, names[0], meant, safe=stops and plain == meant.lower())
    if "is an option of the command line" in what:
        return as_option(config, names[0], seen.plugins)
    if "came with pytest" in what and older(names[0]):
        is_option = names[0] in OPTIONS_BEFORE
        return as_option(config, names[0], seen.plugins) if is_option else key_renamed(config, names[0], "xfail_strict")
    owners = {known.distribution for name in names for known in seen.knowledge.with_ini_key(name.replace("-", "_"))}
    if any(seen.declared.get(normalized(owner)) for owner in owners) or "came with pytest" in what:
        return None
    return key_removed(config, names)


def as_option(config: PytestConfig, name: str, plugins: Plugins) -> Fix | None:
    """The key goes, and the option of its name comes into addopts: not with a value that it does not take."""
    setting, where = config.setting(name), home(config)
    if setting is None or where is None:
        return None
    text, _ = as_word(f"--{name.replace('_', '-')}", setting.value, plugins)
    if not text:
        return key_removed(config, [name])
    changes = (RemoveKey(*where, name), AddItem(*where, "addopts", text))
    return Fix(f"write '{text}' into addopts in place of '{name}'", changes)


def as_word(option: str, value: object, plugins: Plugins) -> tuple[str, tuple[str, ...]]:
    """The option as it is written with this value, "" where it would do nothing; the values that it takes where this is
    none of them."""
    text = str(value)
    known = [each for plugin in plugins.with_option(option) for each in plugin.provided.options if option in each.names]
    refused = next(
        (each.choices for each in known if each.takes_value and each.choices and text not in each.choices), ()
    )
    if refused or (all(not each.takes_value for each in known) and text.lower() in NO):
        return "", refused
    is_flag = isinstance(value, bool) or text.lower() == "true"
    return (option if is_flag else f"{option}={text}"), ()


def why(plugin: Plugin) -> str:
    return f"'{plugin.flag.text}' switches it off" if plugin.flag else plugin.reason or "autoload is off"


def problem(reason: Reason, keys: list[IniValue], stops: str, silent: bool) -> Problem:
    """`stops` are the words with which pytest ends, "" if it goes on."""
    what, label, cure = reason
    names = listing(key.name for key in keys)
    places = [key.place or Place("") for key in keys]
    words = ", ".join(key.name for key in keys)
    warns = "no word of pytest" if silent else f"PytestConfigWarning: Unknown config option: {words}"
    return Problem(
        place=places[0],
        message=f"{names} {what}" if len(keys) == 1 else f"{names}: each {what}",
        label=label,
        related=tuple(Related(place, "and this") for place in places[1:]),
        consequence=f"pytest stops: {stops}" if stops else f"{warns}; it has no effect",
        help=cure if cure.startswith(("write", "take")) else f"{cure}, or remove {names}",
        severity=Severity.ERROR if stops else Severity.WARNING,
    )

"""What plugins provide, and which of them are loaded."""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterator
from typing import Any

from doctor.model.compatibility import Change, Conflict
from doctor.model.config import PluginFlag
from doctor.model.places import Place
from doctor.model.record import Record, once


class Option(Record):
    """A command-line option. `takes_value` as argparse decides; `nargs` as written ("", "?", "*", "+", a number)."""

    names: tuple[str, ...]
    takes_value: bool = True
    nargs: str = ""
    choices: tuple[str, ...] = ()
    place: Place | None = None


class IniKey(Record):
    """A configuration option that is registered with `parser.addini`.

    `type` is pytest's ("string", "args", "bool", …); a type expression (pytest 9.2) is written as pytest prints it,
    members parted by " | ", choices quoted: "int | 'auto'". `has_default` is whether a default is given at all;
    `default_computed` whether that one is only known at run time.
    """

    name: str
    type: str = "string"
    default: object = None
    has_default: bool = False
    aliases: tuple[str, ...] = ()
    place: Place | None = None
    default_computed: bool = False


class Marker(Record):
    name: str
    place: Place | None = None


class PluginFixture(Record):
    """A fixture; `scope` is "" when it is computed. `params` are the fixtures that it asks for."""

    name: str
    scope: str = "function"
    autouse: bool = False
    is_async: bool = False
    params: tuple[str, ...] = ()
    place: Place | None = None


class HookSpec(Record):
    """A hook that may be implemented, its parameters in order; `removed` are those that are deprecated."""

    name: str
    params: tuple[str, ...]
    deprecated: tuple[str, ...] = ()


class HookImpl(Record):
    """A function `pytest_…`. `optional` is `optionalhook=True`; `specname` is the hook that it stands in for.

    `class_name` is the class of the plugin object that has it, where a plugin registers one at run time.
    """

    name: str
    params: tuple[str, ...]
    place: Place | None = None
    optional: bool = False
    specname: str = ""
    class_name: str = ""


class Provided(Record):
    """What one module, or all modules of one plugin, bring to a run.

    `computed` names the kinds ("options", "ini", "markers", "fixtures", "hooks") of which some names are worked out at
    run time, so that what is listed is not all of it. `plugins` are the modules named in `pytest_plugins`.
    """

    options: tuple[Option, ...] = ()
    ini: tuple[IniKey, ...] = ()
    markers: tuple[Marker, ...] = ()
    fixtures: tuple[PluginFixture, ...] = ()
    hookspecs: tuple[HookSpec, ...] = ()
    hookimpls: tuple[HookImpl, ...] = ()
    plugins: tuple[str, ...] = ()
    computed: frozenset[str] = frozenset()

    def option(self, name: str) -> Option | None:
        return next((option for option in self.options if name in option.names), None)

    def ini_key(self, name: str) -> IniKey | None:
        return next((key for key in self.ini if name == key.name or name in key.aliases), None)

    def has_marker(self, name: str) -> bool:
        return any(marker.name == name for marker in self.markers)

    def fixture(self, name: str) -> PluginFixture | None:
        return next((fixture for fixture in self.fixtures if fixture.name == name), None)


class EntryPoint(Record):
    """A line of the group `pytest11`: the name that `-p` and `-p no:` know, and the module behind it."""

    name: str
    module: str


class Kind(enum.Enum):
    BUILTIN = "builtin"  # part of pytest: name "logging", "cacheprovider", …
    INSTALLED = "installed"  # a distribution with a pytest11 entry point in the project's environment
    FLAG = "flag"  # loaded by -p or PYTEST_PLUGINS, no entry point of that name
    CONFTEST = "conftest"  # a conftest.py, name is its path
    MODULE = "module"  # loaded by pytest_plugins in a conftest or plugin


class Plugin(Record):
    """One plugin as pytest registers it.

    `name` is what `-p no:NAME` must say. `active` is whether this call loads it before tests are collected; if not,
    `reason` says why in words ("blocked by '-p no:asyncio'", "PYTEST_DISABLE_PLUGIN_AUTOLOAD is set") and `flag` is the
    flag that blocks it. A conftest that is not initial is active, `initial` is False: its options come too late.
    """

    name: str
    kind: Kind
    module: str
    distribution: str = ""
    version: str = ""
    active: bool = True
    initial: bool = True
    reason: str = ""
    flag: PluginFlag | None = None
    provided: Provided = Provided()
    file: str = ""


class KnownPlugin(Record):
    """A distribution of the shipped knowledge, whether it is installed or not.

    `provided` is what all its entry points bring together, `parts` what each of them does.
    """

    distribution: str
    version: str
    entry_points: tuple[EntryPoint, ...]
    provided: Provided
    parts: tuple[tuple[EntryPoint, Provided], ...] = ()


class Builtin(Record):
    """A plugin of pytest itself. An essential one cannot be blocked; one that is no default must be loaded by name.

    Its ini keys have all the default that `getini` returns on that version, given or not.
    """

    name: str
    essential: bool
    default: bool
    provided: Provided


class Builtins(Record):
    """The plugins and hooks of one pytest. `version` is the one that was read."""

    version: str
    plugins: tuple[Builtin, ...]
    hooks: tuple[HookSpec, ...]

    def named(self, name: str) -> Builtin | None:
        return next((plugin for plugin in self.plugins if plugin.name == name), None)

    def hook(self, name: str) -> HookSpec | None:
        return next((hook for hook in self.hooks if hook.name == name), None)


class Plugins(Record):
    """All plugins of this call, loaded or not.

    `complete` is False when the environment is unknown, so that "not installed" may not be said.
    """

    plugins: tuple[Plugin, ...]
    complete: bool = True

    def __iter__(self) -> Iterator[Plugin]:
        return iter(self.plugins)

    @once
    def active(self) -> tuple[Plugin, ...]:
        return tuple(plugin for plugin in self.plugins if plugin.active)

    @property
    def valued(self) -> frozenset[str]:
        """The names of the options that take a value."""
        options = (option for plugin in self.active for option in plugin.provided.options if option.takes_value)
        return frozenset(name for option in options for name in option.names)

    def named(self, name: str) -> Plugin | None:
        return next((plugin for plugin in self.plugins if plugin.name == name), None)

    def of_distribution(self, name: str) -> Plugin | None:
        return next((plugin for plugin in self.plugins if plugin.distribution == name), None)

    def with_option(self, name: str) -> tuple[Plugin, ...]:
        """Plugins, loaded or not, that add this option."""
        return tuple(plugin for plugin in self.plugins if plugin.provided.option(name))

    def with_ini_key(self, name: str) -> tuple[Plugin, ...]:
        return tuple(plugin for plugin in self.plugins if plugin.provided.ini_key(name))

    def with_marker(self, name: str) -> tuple[Plugin, ...]:
        return tuple(plugin for plugin in self.plugins if plugin.provided.has_marker(name))

    def with_fixture(self, name: str) -> tuple[Plugin, ...]:
        return tuple(plugin for plugin in self.plugins if plugin.provided.fixture(name))

    def computes(self, kind: str) -> bool:
        """Does any active plugin work out names of this kind at run time?"""
        return any(kind in plugin.provided.computed for plugin in self.active)


class Knowledge:
    """What is known of plugins that may not be installed. Each table is read when the first question to it is asked."""

    def __init__(
        self,
        load: Callable[[], tuple[KnownPlugin, ...]],
        load_conflicts: Callable[[], tuple[Conflict, ...]] = tuple,
        load_changes: Callable[[], tuple[Change, ...]] = tuple,
    ) -> None:
        self._load: dict[str, Callable[[], tuple[Any, ...]]] = {
            "plugins": load,
            "conflicts": load_conflicts,
            "changes": load_changes,
        }
        self._known: dict[str, tuple[Any, ...]] = {}

    def _table(self, name: str) -> tuple[Any, ...]:
        if name not in self._known:
            self._known[name] = self._load[name]()
        return self._known[name]

    @property
    def plugins(self) -> tuple[KnownPlugin, ...]:
        return self._table("plugins")

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """What does not work together."""
        return self._table("conflicts")

    @property
    def changes(self) -> tuple[Change, ...]:
        """What versions of pytest and its plugins took away or renamed."""
        return self._table("changes")

    def changes_of(self, kind: str, name: str = "") -> tuple[Change, ...]:
        """The changes of a kind, or of one thing of that kind."""
        return tuple(each for each in self.changes if each.kind == kind and name in ("", each.name))

    def of_distribution(self, name: str) -> KnownPlugin | None:
        return next((plugin for plugin in self.plugins if plugin.distribution.lower() == name.lower()), None)

    def with_option(self, name: str) -> tuple[KnownPlugin, ...]:
        return tuple(plugin for plugin in self.plugins if plugin.provided.option(name))

    def with_ini_key(self, name: str) -> tuple[KnownPlugin, ...]:
        return tuple(plugin for plugin in self.plugins if plugin.provided.ini_key(name))

    def with_marker(self, name: str) -> tuple[KnownPlugin, ...]:
        return tuple(plugin for plugin in self.plugins if plugin.provided.has_marker(name))

    def with_fixture(self, name: str) -> tuple[KnownPlugin, ...]:
        return tuple(plugin for plugin in self.plugins if plugin.provided.fixture(name))

    def with_hook(self, name: str) -> tuple[KnownPlugin, ...]:
        return tuple(plugin for plugin in self.plugins if any(spec.name == name for spec in plugin.provided.hookspecs))

"""pytest's plugin manager as far as names go: what is blocked, what is registered, and in which order.

It follows `PytestPluginManager` (consider_preparse, consider_pluginarg, import_plugin), `Config` (_preparse up to 9.1,
parse from 9.2) and pluggy (load_setuptools_entrypoints).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from doctor.facts.plugin_sources import PluginSources
from doctor.model.config import PluginFlag, Source
from doctor.model.environment import Distribution
from doctor.model.plugins import Builtin, EntryPoint, Kind, Plugin, Provided

MERGED = ("pytest_catchlog", "pytest_capturelog", "pytest_faulthandler")  # deprecated.DEPRECATED_EXTERNAL_PLUGINS
NOT_FOUND = "there is no module of this name"


class Manager:
    """Collects plugins in the order in which pytest comes to them. `registered` maps their names to them."""

    def __init__(
        self, builtins: Mapping[str, Builtin], points: Iterable[tuple[EntryPoint, Distribution]], sources: PluginSources
    ) -> None:
        self._builtins = builtins
        self._points = list(points)
        self._sources = sources
        self._blocked: dict[str, PluginFlag] = {}
        self._unregistered: dict[str, PluginFlag] = {}
        self.registered: dict[str, Plugin] = {}
        self.plugins: list[Plugin] = []

    # names

    def block(self, flag: PluginFlag) -> None:
        """`-p no:NAME`."""
        names = [flag.name, *_prefixed(flag.name)]
        if flag.name == "cacheprovider":  # pytest-dev/pytest#4304
            names += ["stepwise", "pytest_stepwise"]
        for name in names:
            self._blocked[name] = flag
            if self.registered.pop(name, None):
                self._unregistered[name] = flag

    def load(self, flag: PluginFlag) -> None:
        """`-p NAME`."""
        for name in (flag.name, *_prefixed(flag.name)):
            self._blocked.pop(name, None)
            self._unregistered.pop(name, None)
        self.import_plugin(flag.name, Kind.FLAG, flag=flag)

    def load_default(self) -> None:
        for builtin in self._builtins.values():
            if builtin.default and builtin.name not in self._blocked:
                self._register(self._builtin(builtin))

    def load_points(self, name: str | None = None) -> bool:
        """Registers what entry points name, all or those of one name, unless the name is taken or blocked."""
        loaded = False
        for point, distribution in self._points:
            taken = point.name in self.registered or point.name in self._blocked
            if name in (None, point.name) and not taken and point.name not in MERGED:
                self._register(self._installed(point, distribution))
                loaded = True
        return loaded

    def import_plugin(
        self, name: str, kind: Kind, importer: str = "", by_point: bool = True, flag: PluginFlag | None = None
    ) -> None:
        """A plugin of this name: one of pytest's own, of an entry point, or a module."""
        if name in self.registered or name in self._blocked or (by_point and self.load_points(name)):
            return
        if name in self._builtins:
            self._register(self._builtin(self._builtins[name]))
            return
        found = self._sources.module(name, importer) or self._locked(name)
        if found is None:
            self.plugins.append(Plugin(name, kind, name, active=False, reason=NOT_FOUND, flag=flag))
            return
        file, provided = found
        distribution = self._owner(name) if not file or file.startswith(("/", "..")) or ":" in file else None
        self._register(
            Plugin(
                name,
                kind,
                name,
                distribution.name if distribution else "",
                distribution.version if distribution else "",
                provided=provided,
                file=file,
                initial=self._is_initial(importer),
                flag=flag,
            )
        )

    def add_conftest(self, path: str, provided: Provided, initial: bool, by_point: bool) -> None:
        self._register(Plugin(path, Kind.CONFTEST, path, initial=initial, provided=provided, file=path), by_point)

    def _register(self, plugin: Plugin, by_point: bool = False) -> None:
        self.registered[plugin.name] = plugin
        self.plugins.append(plugin)
        for name in plugin.provided.plugins:
            self.import_plugin(name, Kind.MODULE, plugin.file, by_point)

    # plugins

    def _builtin(self, builtin: Builtin) -> Plugin:
        return Plugin(builtin.name, Kind.BUILTIN, f"_pytest.{builtin.name}", provided=builtin.provided)

    def _installed(self, point: EntryPoint, distribution: Distribution) -> Plugin:
        provided = self._sources.installed(distribution, point)
        return Plugin(
            point.name, Kind.INSTALLED, point.module, distribution.name, distribution.version, provided=provided
        )

    def _locked(self, module: str) -> tuple[str, Provided] | None:
        """The module of an entry point whose distribution is only locked or declared: it has no file."""
        found = (pair for pair in self._points if pair[0].module == module and not pair[1].path)
        return next((("", self._sources.installed(distribution, point)) for point, distribution in found), None)

    def _owner(self, module: str) -> Distribution | None:
        top = module.partition(".")[0]
        owners = (each for _, each in self._points if top in each.modules)
        return next((each for _, each in self._points if top == each.key.replace("-", "_")), next(owners, None))

    def _is_initial(self, importer: str) -> bool:
        importing = next((plugin for plugin in self.plugins if plugin.file == importer and importer), None)
        return importing.initial if importing else True

    # what came of it

    def settled(self, autoload_off: str) -> Iterator[Plugin]:
        """All plugins with what became of them; `autoload_off` says what keeps entry points from being loaded."""
        seen: set[tuple[str, str]] = set()
        for plugin in self.plugins:
            seen.add((plugin.name, plugin.module))
            flag = self._unregistered.get(plugin.name)
            if flag and self.registered.get(plugin.name) is not plugin:
                yield plugin.replace(active=False, reason=f"blocked by '{flag.text}'", flag=flag)
            else:
                yield self._doubled(plugin)
        for builtin in self._builtins.values():
            if (builtin.name, f"_pytest.{builtin.name}") not in seen:
                yield self._absent(self._builtin(builtin), "it is loaded only by name")
        for point, distribution in self._points:
            if (point.name, point.module) not in seen:
                yield self._absent(self._installed(point, distribution), autoload_off)

    def _doubled(self, plugin: Plugin) -> Plugin:
        """A module that `-p` names although its entry point is loaded too stops pytest (pluggy: already registered)."""
        loaded = self.registered.values()
        twin = next((other for other in loaded if other.module == plugin.module and other.name != plugin.name), None)
        if twin is None or plugin.kind is not Kind.FLAG or twin.kind is not Kind.INSTALLED:
            return plugin
        return plugin.replace(active=False, reason=f"its module is loaded as '{twin.name}' too, which stops pytest")

    def _absent(self, plugin: Plugin, otherwise: str) -> Plugin:
        flag = self._blocked.get(plugin.name)
        if flag:
            return plugin.replace(active=False, reason=f"blocked by '{flag.text}'", flag=flag)
        if plugin.name in MERGED:
            return plugin.replace(active=False, reason="it is part of pytest now")
        if plugin.name in self.registered:
            return plugin.replace(active=False, reason=f"another plugin is called '{plugin.name}'")
        return plugin.replace(active=False, reason=otherwise)


def _prefixed(name: str) -> tuple[str, ...]:
    return () if name.startswith("pytest_") else (f"pytest_{name}",)


def on_command_line(flags: Iterable[PluginFlag]) -> Iterator[PluginFlag]:
    return (flag for flag in flags if flag.source is Source.COMMAND_LINE)

"""Which fixtures each file sees."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Set
from typing import TypeVar

from doctor.facts.fixture_layers import Layer, Layers
from doctor.facts.plugin_manager import NOT_FOUND
from doctor.facts.registered import registered
from doctor.facts.sources.locate import Locator, roots
from doctor.model.config import CommandLine, IniValues, PytestConfig
from doctor.model.environment import Tree
from doctor.model.invocation import Invocation
from doctor.model.plugins import Kind, Plugin, PluginFixture, Plugins
from doctor.model.sources import Fixtures, SourceFile, Sources, VisibleFixture


def fixtures(
    invocation: Invocation,
    config: PytestConfig,
    ini: IniValues,
    command_line: CommandLine,
    plugins: Plugins,
    sources: Sources,
    tree: Tree,
) -> Fixtures:
    """What each test file, conftest and local plugin sees. Each answer is worked out when it is asked for."""
    locator = Locator(tree, roots(invocation.project, config, ini))
    view = View(plugins, sources, locator, with_conftests=not command_line.last("--noconftest"))
    stacks = ByFile(lambda path: Stack(view.layers_for(path)), sources)
    return Fixtures(stacks, OpenFiles(view.is_open, sources), ByFile(view.automatic, sources))


class View:
    """The layers that lie over each other for a file: its own, its conftests', the plugins'."""

    def __init__(self, plugins: Plugins, sources: Sources, locator: Locator, with_conftests: bool) -> None:
        self._sources = sources
        self._plugins = plugins
        self._layers = Layers(sources, locator)
        self._conftests = [file.path for file in sources.conftests] if with_conftests else []
        self._inactive = frozenset(each.file for each in plugins if each.kind is Kind.CONFTEST and not each.active)
        self._local = [file.path for file in sources if file.role == "plugin"]
        self._global: Layer | None = None
        self._everywhere_open: bool | None = None
        self._seen: dict[tuple[str, bool], list[str]] = {}
        self._automatic: dict[int, tuple[str, ...]] = {}  # by the layer's identity: they stay

    def automatic(self, path: str) -> tuple[str, ...]:
        """The names of which some definition is autouse."""
        found: dict[str, None] = {}
        for layer in self.layers_for(path):
            if id(layer) not in self._automatic:
                names = (name for name, seen in layer.items() if any(each.autouse for each in seen))
                self._automatic[id(layer)] = tuple(names)
            found.update(dict.fromkeys(self._automatic[id(layer)]))
        return tuple(found)

    def layers_for(self, path: str) -> tuple[Layer, ...]:
        """What counts most comes first."""
        above = self._above(path)
        own = [] if path in above else [path]
        layers = [self._layers.of(each).fixtures for each in (*own, *above, *reversed(self._local))]
        return (*layers, self._of_plugins())

    def is_open(self, path: str) -> bool:
        """May the file see fixtures whose names cannot be told?"""
        if self._everywhere_open is None:
            self._everywhere_open = self._is_everywhere_open()
        return self._everywhere_open or any(self._layers.of(each).open for each in (path, *self._above(path)))

    def _above(self, path: str) -> list[str]:
        """The conftests that the file sees, the nearest first. All files of a folder see the same."""
        file = self._sources.get(path)
        key = path.rpartition("/")[0], bool(file and file.collected)
        if key not in self._seen:
            hidden = self._inactive if key[1] else frozenset[str]()
            there = (each for each in self._conftests if each not in hidden)
            found = [each for each in there if _is_below(path, each.rpartition("/")[0])]
            self._seen[key] = sorted(found, key=_depth, reverse=True)
        return self._seen[key]

    def _is_everywhere_open(self) -> bool:
        if not self._plugins.complete or self._plugins.computes("fixtures"):
            return True
        if any(self._layers.of(path).open for path in self._local):
            return True
        if any(plugin.reason == NOT_FOUND for plugin in self._plugins):
            return True
        return any(
            self._names_unknown_plugin(file) for file in self._sources if file.role in ("conftest", "plugin", "test")
        )

    def _names_unknown_plugin(self, file: SourceFile) -> bool:
        """Does its `pytest_plugins` load something that we have not read?"""
        value = file.value("pytest_plugins")
        if value is None:
            return False
        parts = [value] if value.text is not None else list(value.parts)
        if value.kind not in ("constant", "list", "tuple") or any(part.text is None for part in parts):
            return True
        names = {name.strip() for part in parts for name in (part.text or "").split(",")}
        return any(not self._is_known(name, file.path) for name in names if name)

    def _is_known(self, name: str, importer: str) -> bool:
        if self._layers.locator.find(name, importer):
            return True
        return any(plugin.active and name in (plugin.name, plugin.module) for plugin in self._plugins)

    def _of_plugins(self) -> Layer:
        if self._global is None:
            found: dict[str, list[VisibleFixture]] = {}
            for plugin in registered(self._plugins):  # pytest keeps the fixtures of what it unregisters
                own = self._own_names(plugin)
                for fixture in plugin.provided.fixtures:
                    if fixture.name not in own:
                        found.setdefault(fixture.name, []).insert(0, _of_plugin(plugin, fixture))
            self._global = {name: tuple(each) for name, each in found.items()}
        return self._global

    def _own_names(self, plugin: Plugin) -> Set[str]:
        """What the layer of a file of the project brings; beside it are the fixtures of objects that it registers."""
        if plugin.file not in self._sources.files:
            return frozenset()
        layer = self._layers.of(plugin.file).fixtures
        return {name for name, seen in layer.items() if any(not fixture.class_name for fixture in seen)}


def _of_plugin(plugin: Plugin, fixture: PluginFixture) -> VisibleFixture:
    return VisibleFixture(
        fixture.name, fixture.scope, fixture.is_async, plugin.name, fixture.place, autouse=fixture.autouse
    )


def _is_below(path: str, folder: str) -> bool:
    """Does the file lie in the folder or below? Folders above the project hold all of it."""
    if not folder:
        return not path.startswith("../")
    return set(folder.split("/")) == {".."} or path.startswith(folder + "/")


def _depth(conftest: str) -> int:
    """How deep it lies: the nearest of those above a file is the deepest."""
    folders = conftest.split("/")[:-1]
    return sum(-1 if folder == ".." else 1 for folder in folders)


Told = TypeVar("Told")


class ByFile(Mapping[str, Told]):
    """Path → what is told of the file, once."""

    def __init__(self, tell: Callable[[str], Told], sources: Sources) -> None:
        self._tell = tell
        self._sources = sources
        self._known: dict[str, Told] = {}

    def __getitem__(self, path: str) -> Told:
        if path not in self._known:
            if path not in self._sources.files:
                raise KeyError(path)
            self._known[path] = self._tell(path)
        return self._known[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._sources.files)

    def __len__(self) -> int:
        return len(self._sources.files)


class Stack(Mapping[str, tuple[VisibleFixture, ...]]):
    """Name → all definitions that are seen, the one that wins first; those of classes come last."""

    def __init__(self, layers: tuple[Layer, ...]) -> None:
        self._layers = layers

    def __getitem__(self, name: str) -> tuple[VisibleFixture, ...]:
        found = [fixture for layer in self._layers for fixture in layer.get(name, ())]
        if not found:
            raise KeyError(name)
        return tuple(sorted(found, key=lambda fixture: bool(fixture.class_name)))

    def __iter__(self) -> Iterator[str]:
        return iter({name: None for layer in self._layers for name, found in layer.items() if found})

    def __len__(self) -> int:
        return sum(1 for _ in self)


class OpenFiles(Set[str]):
    """The files that may see more than can be told."""

    def __init__(self, is_open: Callable[[str], bool], sources: Sources) -> None:
        self._is_open = is_open
        self._sources = sources

    def __contains__(self, path: object) -> bool:
        return isinstance(path, str) and self._is_open(path)

    def __iter__(self) -> Iterator[str]:
        return (path for path in self._sources.files if self._is_open(path))

    def __len__(self) -> int:
        return sum(1 for _ in self)

"""What a plugin provides, read from its source: nothing is imported or run."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from doctor.knowledge import roles
from doctor.knowledge.evaluation import iterate
from doctor.knowledge.fixtures import read_fixture
from doctor.knowledge.hooks import read_hookimpl, read_hookspec
from doctor.knowledge.interpret import Interpreter
from doctor.knowledge.modules import Module, Resolve, nowhere
from doctor.knowledge.scopes import Scope
from doctor.knowledge.values import CONFIG, Class, FixtureValue, Function, Instance, Value, Wrapped, is_text
from doctor.model.plugins import HookImpl, HookSpec, PluginFixture, Provided

# The hooks in which plugins register things, in the order in which pytest calls them.
REGISTERING = (
    "pytest_addhooks",
    "pytest_addoption",
    "pytest_plugin_registered",
    "pytest_cmdline_preparse",
    "pytest_cmdline_parse",
    "pytest_load_initial_conftests",
    "pytest_cmdline_main",
    "pytest_configure",
    "pytest_sessionstart",
    "pytest_collection",
)
MOST = 50  # plugin objects of one plugin


def extract_module(module: Module, resolve: Resolve = nowhere, attribute: str = "") -> Provided:
    """What one module brings to a run: a conftest, a `-p` module, the module behind an entry point.

    `resolve` finds the modules that it may pull in (`from .options import pytest_addoption`, star imports, classes that
    it registers); what it does not find is taken for foreign. Modules in `pytest_plugins` are named, not followed.
    `attribute` is the object of the module that is the plugin, where an entry point names one ("module:object").
    """
    return extract([(module, attribute)], resolve)


def extract_object(module: Module, class_name: str, methods: Iterable[str], resolve: Resolve) -> Provided:
    """What an object of this class brings as a plugin, and what these methods of it register."""
    run = Interpreter(resolve)
    cls = run.attribute(run.read(module), class_name)
    if not isinstance(cls, Class):
        return Provided()
    for name in methods:
        method = cls.find(name)
        if isinstance(method, Function):
            run.call(method.bound_to(CONFIG), [], {})
    run.found.register(cls)
    return _collect(run)


def read_specs(module: Module | None, resolve: Resolve) -> tuple[HookSpec, ...]:
    """The hook specifications that a module holds."""
    run = Interpreter(resolve)
    if module:
        run.found.specs.append(run.read(module))
    return _collect(run).hookspecs


def extract(plugins: Iterable[tuple[Module, str]], resolve: Resolve) -> Provided:
    """What several modules bring together, each a module and the attribute that is the plugin ("" for itself)."""
    run = Interpreter(resolve)
    for module, attribute in plugins:
        scope = run.read(module)
        run.found.register(run.attribute(scope, attribute) if attribute else scope)
    return _collect(run)


def _collect(run: Interpreter) -> Provided:
    """Reads the registered plugin objects, and those that they register in turn."""
    fixtures: list[PluginFixture] = []
    hookimpls: list[HookImpl] = []
    done = 0
    while done < len(run.found.registered) and done < MOST:  # the list grows meanwhile
        members, owner, name = _members(run, run.found.registered[done])
        done += 1
        fixtures += [fixture for key, value in members.items() if (fixture := _fixture(run, key, value))]
        hookimpls += [hook for key, value in members.items() if (hook := read_hookimpl(key, value, name))]
        _read_plugins(run, members)
        _call_hooks(run, members, owner)
    return _provided(run, fixtures, hookimpls)


def _members(run: Interpreter, plugin: Value) -> tuple[dict[str, Value], Value, str]:
    """The names of a plugin object, what `self` is in its functions, and its class's name."""
    if isinstance(plugin, Scope):
        return {name: run.force_member(value) for name, value in _relevant(plugin.names)}, None, ""
    cls = plugin.cls if isinstance(plugin, Instance) else plugin
    if not isinstance(cls, Class):
        return {}, None, ""
    own = plugin.members if isinstance(plugin, Instance) else {}
    return {name: run.force(value) for name, value in _relevant(cls.all_members() | own)}, plugin, cls.node.name


def _relevant(names: dict[str, Value]) -> list[tuple[str, Value]]:
    """All names but dunders, in a list of its own: reading them may add to the table."""
    return [(name, value) for name, value in names.items() if not (name.startswith("__") and name.endswith("__"))]


def _fixture(run: Interpreter, name: str, value: Value) -> PluginFixture | None:
    return read_fixture(name, value) if isinstance(value, FixtureValue) else None


def _read_plugins(run: Interpreter, members: dict[str, Value]) -> None:
    """`pytest_plugins = …`."""
    value = members.get("pytest_plugins", ())
    items = value.split(",") if is_text(value) else iterate(value)
    run.found.plugins += [item.strip() for item in items if is_text(item) and item.strip()]
    if not all(is_text(item) for item in items):
        run.found.computed.add("plugins")


def _call_hooks(run: Interpreter, members: dict[str, Value], owner: Value) -> None:
    """Reads the hooks that register things, with pytest's objects for their parameters."""
    ordered = [name for name in REGISTERING if name in members]
    ordered += [name for name, value in members.items() if name not in ordered and _specname(value) in REGISTERING]
    for name in ordered:
        value = members[name]
        function = value.function if isinstance(value, Wrapped) else value
        if isinstance(function, Function):
            spec = function.node.args
            given = {arg.arg: roles.parameter(arg.arg) for arg in (*spec.posonlyargs, *spec.args, *spec.kwonlyargs)}
            given.pop("self", None)
            is_static = isinstance(value, Wrapped) and value.kind == "staticmethod"
            run.call(function if owner is None or is_static else function.bound_to(owner), [], given)


def _specname(value: Value) -> str:
    name = value.hook.get("specname") if isinstance(value, Function) else ""
    return name if isinstance(name, str) else ""


Named = TypeVar("Named")


def _provided(run: Interpreter, fixtures: list[PluginFixture], hookimpls: list[HookImpl]) -> Provided:
    found = run.found
    specs = [
        spec
        for plugin in found.specs
        for name, value in _members(run, plugin)[0].items()
        if (spec := read_hookspec(name, value))
    ]
    return Provided(
        options=_unique({option.names: option for option in reversed(found.options)}),
        ini=_unique({key.name: key for key in reversed(found.ini)}),
        markers=_unique({marker.name: marker for marker in reversed(found.markers)}),
        fixtures=_unique({fixture.name: fixture for fixture in reversed(fixtures)}),
        hookspecs=_unique({spec.name: spec for spec in reversed(specs)}),
        hookimpls=tuple(hookimpls),
        plugins=tuple(dict.fromkeys(found.plugins)),
        computed=frozenset(found.computed),
    )


def _unique(by_name: dict[object, Named] | dict[str, Named] | dict[tuple[str, ...], Named]) -> tuple[Named, ...]:
    """The first of each name, in the order of the source."""
    return tuple(reversed(by_name.values()))

"""Hooks: functions `pytest_…` of a plugin, and the specifications that a plugin adds."""

from __future__ import annotations

from doctor.knowledge.fixtures import parameters
from doctor.knowledge.values import Function, Value, Wrapped, is_text
from doctor.model.plugins import HookImpl, HookSpec


def read_hookimpl(name: str, value: Value, class_name: str = "") -> HookImpl | None:
    """The hook implementation that is bound to this name, None if it is none."""
    function = value.function if isinstance(value, Wrapped) else value
    if not name.startswith("pytest_") or name == "pytest_plugins" or not isinstance(function, Function):
        return None
    specname = function.hook.get("specname")
    return HookImpl(
        name,
        parameters(function, bool(class_name)),
        place=function.scope.module.place(function.node),
        optional=function.hook.get("optionalhook") is True,
        specname=specname if is_text(specname) else "",
        class_name=class_name,
    )


def read_hookspec(name: str, value: Value) -> HookSpec | None:
    """The specification that is bound to this name; its deprecated parameters are those that pluggy warns of."""
    function = value.function if isinstance(value, Wrapped) else value
    if not name.startswith("pytest_") or not isinstance(function, Function):
        return None
    warned = function.hook.get("warn_on_impl_args")
    return HookSpec(name, parameters(function, True), tuple(warned) if isinstance(warned, dict) else ())

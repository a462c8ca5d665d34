"""A conftest asks for a plugin by a name that it does not have.

## Why

`pluginmanager.hasplugin(name)` and `get_plugin(name)` know plugins by the names of their entry points. Asked for the
distribution or the module, as in `hasplugin("pytest-xdist")`, they say that there is no such plugin while it is loaded:
what depends on it is left out without a word. `unregister(name="pytest-xdist")` unregisters nothing, and
`unregister(get_plugin("pytest-xdist"))`, which is handed None, ends the run with an AssertionError.

See https://docs.pytest.org/en/stable/how-to/writing_plugins.html#accessing-another-plugin-by-name and
https://pluggy.readthedocs.io/en/stable/api_reference.html.

## Instead

Write the name that `pytest --trace-config` shows: `hasplugin("xdist")`.

## Fix safety

What depends on the plugin comes into force, so the name is not mended unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.environment import normalized
from doctor.model.expressions import Expr
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.plugins import Kind, Plugin, Plugins
from doctor.model.sources import Call, SourceFile
from doctor.rules.cures import literal
from doctor.rules.registry import rule

ASKING = (".hasplugin", ".has_plugin", ".get_plugin", ".getplugin")
# Others may register an object of theirs under the very name, as pytest-benchmark does: these do not.
PLAIN = frozenset(
    {
        *("pytest-xdist", "pytest-timeout", "pytest-asyncio", "pytest-mock", "pytest-cov", "pytest-django"),
        *("pytest-randomly", "pytest-rerunfailures", "pytest-sugar", "pytest-html", "pytest-socket", "pytest-env"),
        *("pytest-order", "pytest-metadata", "pytest-httpserver", "pytest-recording", "pytest-playwright"),
    }
)
MANAGERS = ("pluginmanager", "pm", "plugin_manager")


@rule(severity=Severity.WARNING, since="0.1")
def check(file: SourceFile, plugins: Plugins) -> Iterator[Problem]:
    if file.role not in ("conftest", "plugin"):
        return
    asked = [(call, name) for call in file.calls if (name := asked_for(call)) and name.text]
    handed = {call.expr.parts[0].place for call in file.calls if is_unregistering(call) and call.expr.parts}
    for call, name in asked:
        owner = meant(name.text or "", plugins)
        rivals = {each.text for other, each in asked if other.within == call.within}
        if owner and not call.guarded and owner.name not in rivals:
            yield problem(call, name, owner, call.expr.place in handed)


def is_unregistering(call: Call) -> bool:
    return call.name.endswith(".unregister") and manager_of(call) in MANAGERS


def manager_of(call: Call) -> str:
    return call.name.rpartition(".")[0].rpartition(".")[2]


def asked_for(call: Call) -> Expr | None:
    """The name that the plugin manager is asked for."""
    if manager_of(call) not in MANAGERS:
        return None
    if is_unregistering(call):
        return None if call.expr.parts else call.expr.keyword("name")
    return call.expr.argument(0, "name") if call.name.endswith(ASKING) else None


def meant(name: str, plugins: Plugins) -> Plugin | None:
    """The plugin that is loaded, and that is named here by its distribution or module."""
    if any(name in (each.name, each.name.removeprefix("pytest_")) for each in plugins):
        return None
    for each in plugins.active:
        other = (each.distribution, each.module, each.module.partition(".")[0])
        is_plain = each.kind is Kind.INSTALLED and each.distribution in PLAIN
        if is_plain and normalized(name) in {normalized(text) for text in other}:
            return each
    return None


def problem(call: Call, name: Expr, owner: Plugin, is_handed: bool) -> Problem:
    method = call.name.rpartition(".")[2]
    without = "unregisters nothing" if method == "unregister" else "finds nothing"
    return Problem(
        place=name.place,
        message=f"{method}('{name.text}') {without}: the plugin of {owner.distribution} is called '{owner.name}'",
        label=f"no plugin is called '{name.text}'",
        consequence="pytest stops: AssertionError: one of name or plugin needs to be specified"
        if is_handed
        else f"{owner.distribution} is loaded, and this says that it is not"
        if method != "unregister"
        else f"{owner.distribution} stays loaded, without a message",
        help=f"write '{owner.name}'",
        fix=Fix(f"write '{owner.name}'", (Replace(name.place, literal(owner.name)),)),
        severity=Severity.ERROR if is_handed else Severity.WARNING,
    )

"""What plugins do with the objects that pytest hands to hooks: the parser, the config, the plugin manager."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from doctor.knowledge.evaluation import iterate
from doctor.knowledge.ini_keys import read_ini_key
from doctor.knowledge.markers import read_marker
from doctor.knowledge.options import read_option
from doctor.knowledge.scopes import Scope
from doctor.knowledge.values import (
    CONFIG,
    GROUP,
    LINES,
    MANAGER,
    PARSER,
    UNKNOWN,
    Class,
    Instance,
    Method,
    Value,
    is_text,
)

if TYPE_CHECKING:
    from doctor.knowledge.interpret import Interpreter

_ATTRIBUTES = {"config": CONFIG, "_config": CONFIG, "pluginmanager": MANAGER, "_parser": PARSER}
_OPTION_METHODS = ("addoption", "_addoption", "add_argument", "_addoption_instance")


def attribute(owner: Value, name: str) -> Value:
    """`session.config`, `config.pluginmanager`, `parser.addoption`."""
    if name in _ATTRIBUTES and (owner is UNKNOWN or owner.kind == "config"):
        return _ATTRIBUTES[name]
    if owner is UNKNOWN:
        return UNKNOWN
    if owner is PARSER and name in ("_anonymous", "optparser"):
        return GROUP
    return Method(owner, name)


def added_options(run: Interpreter) -> list[Value]:
    """`group.options`."""
    return list(run.found.options)


def parameter(name: str) -> Value:
    """What pytest passes to a hook for a parameter of this name."""
    named = {"parser": PARSER, "config": CONFIG, "early_config": CONFIG, "pluginmanager": MANAGER, "manager": MANAGER}
    return named.get(name, UNKNOWN)


def call(
    run: Interpreter, method: Method, arguments: list[Value], keywords: dict[str, Value], node: ast.Call, scope: Scope
) -> Value:
    """Notes what the call registers."""
    kind, name = method.owner.kind, method.name
    if kind == "parser" and name == "getgroup":
        return GROUP
    if kind in ("parser", "group", "config") and name == "addini":
        _ini_key(run, arguments, keywords, node, scope)
    elif kind in ("parser", "group"):
        return _parser(run, name, arguments, keywords, node, scope)
    elif kind == "config":
        return _config(run, name, arguments, keywords, node, scope)
    elif kind == "lines" and name in ("append", "extend"):
        lines = iterate(arguments[0]) if name == "extend" and arguments else arguments
        for line in lines:
            _marker(run, line, node.args[0] if node.args else node, scope)
    elif kind == "manager":
        _manager(run, name, arguments, keywords, scope)
    return UNKNOWN


def _parser(
    run: Interpreter, name: str, arguments: list[Value], keywords: dict[str, Value], node: ast.Call, scope: Scope
) -> Value:
    if name in ("add_argument_group", "add_mutually_exclusive_group"):
        return GROUP
    if name in _OPTION_METHODS:
        place = scope.module.place(node.args[0] if node.args else node)
        option = read_option(arguments, keywords, place)
        if option:
            run.found.options.append(option)
        if not option or not all(is_text(value) for value in arguments):
            run.found.computed.add("options")
    return UNKNOWN


def _ini_key(
    run: Interpreter, arguments: list[Value], keywords: dict[str, Value], node: ast.Call, scope: Scope
) -> None:
    key = read_ini_key(arguments, keywords, scope.module.place(node.args[0] if node.args else node))
    if key:
        run.found.ini.append(key)
    else:
        run.found.computed.add("ini")


def _config(
    run: Interpreter, name: str, arguments: list[Value], keywords: dict[str, Value], node: ast.Call, scope: Scope
) -> Value:
    """`config.addinivalue_line("markers", "slow: …")`, `config.getini("markers").append("slow: …")`."""
    given = dict(zip(("name", "line"), arguments, strict=False)) | keywords
    if given.get("name") != "markers":
        return UNKNOWN
    if name == "addinivalue_line":
        _marker(run, given.get("line"), node.args[1] if len(node.args) > 1 else node, scope)
    return LINES if name == "getini" else UNKNOWN


def _marker(run: Interpreter, line: Value, node: ast.expr, scope: Scope) -> None:
    marker = read_marker(line, scope.module.place(node))
    if marker:
        run.found.markers.append(marker)
    else:
        run.found.computed.add("markers")


def _manager(run: Interpreter, name: str, arguments: list[Value], keywords: dict[str, Value], scope: Scope) -> None:
    given = [*arguments, *keywords.values()]
    if not given:
        return
    if name == "register" and isinstance(given[0], (Instance, Class, Scope)):
        run.found.register(given[0])
    elif name in ("add_hookspecs", "addhooks") and isinstance(given[0], (Instance, Class, Scope)):
        run.found.specs.append(given[0])
    elif name == "import_plugin" and is_text(given[0]):
        run.found.plugins.append(given[0])

"""What a module does with applications of FastAPI and Starlette: the hosts they answer, addresses that only raise."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator

from doctor.knowledge.expressions import Reader
from doctor.knowledge.syntax import FUNCTIONS, Function, nodes_in
from doctor.model.outlines import Raising, TrustedHosts

APPS = ("fastapi.FastAPI", "starlette.applications.Starlette", "fastapi.applications.FastAPI")
TRUSTED = tuple(f"{name}.middleware.trustedhost.TrustedHostMiddleware" for name in ("starlette", "fastapi"))
METHODS = frozenset({"get", "post", "put", "patch", "delete"})
ALL = ("Exception", "500", "status.HTTP_500_INTERNAL_SERVER_ERROR")
SERVERS = ("uvicorn.run", "hypercorn.run")
ERRORS = frozenset(name for name, value in vars(builtins).items()
                   if isinstance(value, type) and issubclass(value, Exception))  # fmt: skip


def trusted_hosts(tree: ast.Module, reader: Reader) -> Iterator[TrustedHosts]:
    """`app.add_middleware(TrustedHostMiddleware, allowed_hosts=["shop.example"])` at the top of the module."""
    for stmt in tree.body:
        call = stmt.value if isinstance(stmt, ast.Expr) else None
        func = call.func if isinstance(call, ast.Call) else None
        if not isinstance(call, ast.Call) or not isinstance(func, ast.Attribute) or func.attr != "add_middleware":
            continue
        hosts = next((each.value for each in call.keywords if each.arg == "allowed_hosts"), None)
        if call.args and reader.dotted(call.args[0]) in TRUSTED and isinstance(hosts, (ast.List, ast.Tuple)):
            texts = [
                each.value for each in hosts.elts if isinstance(each, ast.Constant) and isinstance(each.value, str)
            ]
            if len(texts) == len(hosts.elts) and isinstance(func.value, ast.Name):
                yield TrustedHosts(func.value.id, tuple(texts), reader.place(call))


def raising(tree: ast.Module, reader: Reader) -> Iterator[Raising]:
    """Functions of addresses that do nothing but raise an error, for which nothing answers in their place."""
    handlers = [node for node in nodes_in(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
                and node.func.attr in ("exception_handler", "add_exception_handler")]  # fmt: skip
    if any(not call.args or ast.unparse(call.args[0]) not in ALL for call in handlers):
        return
    given = {each.id for node in nodes_in(tree) for each in handed(node, reader) if isinstance(each, ast.Name)}
    for function in tree.body:
        error = error_of(function) if isinstance(function, FUNCTIONS) else ""
        found = address_of(function.decorator_list[0]) if error and isinstance(function, FUNCTIONS) else None
        if found and found[0] not in given and isinstance(function, FUNCTIONS):
            yield Raising(*found, error, reader.place(function.body[-1]))


def handed(node: ast.AST, reader: Reader) -> list[ast.expr]:
    """What a call hands over, which may then get more handlers."""
    if not isinstance(node, ast.Call) or reader.dotted(node.func) in SERVERS:
        return []
    return [*node.args, *(word.value for word in node.keywords)]


def address_of(decorator: ast.expr) -> tuple[str, str, str] | None:
    """Application, method and path of `@app.get("/rates")`."""
    func = decorator.func if isinstance(decorator, ast.Call) else None
    if not isinstance(decorator, ast.Call) or not isinstance(func, ast.Attribute) or func.attr not in METHODS:
        return None
    path = decorator.args[0] if len(decorator.args) == 1 else None
    is_plain = isinstance(func.value, ast.Name) and not any(word.arg == "dependencies" for word in decorator.keywords)
    if is_plain and isinstance(path, ast.Constant) and isinstance(path.value, str):
        return func.value.id, func.attr, path.value  # type: ignore[attr-defined]
    return None


def error_of(function: Function) -> str:
    """The builtin error that a function without arguments raises at once."""
    last = function.body[-1]
    rest = [stmt for stmt in function.body[:-1] if not isinstance(getattr(stmt, "value", None), ast.Constant)]
    if rest or len(function.decorator_list) != 1 or any(isinstance(each, ast.arg) for each in nodes_in(function.args)):
        return ""
    raised = last.exc if isinstance(last, ast.Raise) else None
    raised = raised.func if isinstance(raised, ast.Call) else raised
    return raised.id if isinstance(raised, ast.Name) and raised.id in ERRORS else ""


def may_raise(data: bytes) -> bool:
    """Nothing but the application itself, and what it calls, decides what becomes of an error."""
    return (
        b"raise " in data
        and b"FastAPI(" in data
        and not any(word in data for word in (b"middleware", b"exception_handlers", b"route_class"))
    )


def fresh(functions: list[Function], reader: Reader) -> Iterator[str]:
    """The functions that return an application which they make themselves, and that stands by itself."""
    for function in functions:
        names = {node.targets[0].id for node in function.body if isinstance(node, ast.Assign)
                 and isinstance(node.targets[0], ast.Name) and isinstance(node.value, ast.Call)
                 and reader.chain(node.value.func) in APPS}  # fmt: skip
        last = function.body[-1]
        others = {getattr(node, "attr", "") for node in nodes_in(function)}
        is_own = isinstance(last, ast.Return) and getattr(last.value, "id", "") in names
        inner = [node for stmt in function.body if not hasattr(stmt, "decorator_list") for node in nodes_in(stmt)]
        is_own = is_own and sum(isinstance(node, (ast.Return, ast.Global)) for node in inner) == 1
        if is_own and not others & {"mount", "dependency_overrides"}:
            yield function.name

"""The fact `import_variables`: variables without which modules that the tests import cannot be imported.

Read are modules of the project whose text speaks of the environment; nothing is said where one of them may load
variables from a file, or sets them itself.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from doctor.facts.contents import read_python, reading
from doctor.knowledge.expressions import Reader
from doctor.knowledge.syntax import child_nodes
from doctor.model.environment import FoundModule, Modules
from doctor.model.import_variables import ImportVariable
from doctor.model.invocation import Invocation
from doctor.model.places import Place
from doctor.model.reached import reached
from doctor.model.sources import Sources

ASKS = re.compile(rb"\benviron\[|(?:environ|getenv)\b[\s\S]*?^[ \t]+raise ", re.MULTILINE)
# What may set it: a file of variables, or the module itself
SETS = re.compile(rb"dotenv|decouple|environs|read_env|setdefault\(|environ\.update|environ\[[^]]*\]\s*=[^=]|putenv")
PLAIN = (
    *(ast.Assign, ast.AnnAssign, ast.Expr, ast.Call, ast.keyword, ast.Attribute, ast.JoinedStr, ast.FormattedValue),
    *(ast.Dict, ast.List, ast.Tuple, ast.BinOp),
)
GETS = ("os.environ.get", "os.getenv")
Asked = tuple[str, Place, str]  # the variable, where, and what is raised


def import_variables(invocation: Invocation, sources: Sources, modules: Modules) -> tuple[ImportVariable, ...]:
    read = reading(invocation)
    found: list[ImportVariable] = []
    for module, imported in imported_modules(sources, modules):
        data = read(module.file)
        if SETS.search(data):
            return ()
        if b"environ" in data or b"getenv" in data:
            needs = needs_of(*read_python(data, module.file)) if ASKS.search(data) else ()
            found += [ImportVariable(*need, module.name, imported) for need in needs]
    return tuple(found)


def imported_modules(sources: Sources, modules: Modules) -> Iterator[tuple[FoundModule, Place]]:
    """The modules of the project that are imported with conftests, plugins and test files, in this order."""
    known: set[str] = set()
    files = [*sources.reaching_others, *sources.collected]
    for file in files:
        for each in file.imports if not file.skips_itself else ():
            if not each.guarded:
                for module in reached((each.module, each.dotted), file.path, modules, known):
                    yield module, each.place


def needs_of(tree: ast.Module, reader: Reader) -> Iterator[Asked]:
    """Those that the top level asks for outside of any condition, or raises without."""
    got: dict[str, str] = {}  # constant → the variable that it is, None where that is not set
    for stmt in tree.body:
        if isinstance(stmt, ast.If):
            yield from refused(stmt, got, reader)
        else:
            yield from items(stmt, reader)
        for name in names_of(stmt):
            got.pop(name, None)
            if variable := variable_of(getattr(stmt, "value", None), reader):
                got[name] = variable


def items(stmt: ast.stmt, reader: Reader) -> Iterator[Asked]:
    """`os.environ["NAME"]`, wherever it is surely worked out."""
    waiting: list[ast.AST] = [stmt]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load):
            if reader.dotted(node.value) == "os.environ" and (name := text(node.slice)):
                yield name, reader.place(node), "KeyError"
        elif isinstance(node, PLAIN):
            waiting += child_nodes(node)


def refused(stmt: ast.If, got: dict[str, str], reader: Reader) -> Iterator[Asked]:
    """`if NAME is None: raise ValueError(…)`"""
    name, first = missing_in(stmt.test, got, reader), stmt.body[0]
    if name and isinstance(first, ast.Raise) and first.exc:
        error = first.exc.func if isinstance(first.exc, ast.Call) else first.exc
        yield name, reader.place(stmt.test), reader.dotted(error).removeprefix("builtins.") or "an exception"


def missing_in(test: ast.expr, got: dict[str, str], reader: Reader) -> str:
    """The variable that is not set where the condition holds, and which alone makes it hold."""
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        return given_by(test.operand, got, reader)
    if not isinstance(test, ast.Compare) or len(test.ops) != 1:
        return ""
    right = test.comparators[0]
    if isinstance(test.ops[0], ast.Is) and isinstance(right, ast.Constant) and right.value is None:
        return given_by(test.left, got, reader)
    is_absent = isinstance(test.ops[0], ast.NotIn) and reader.dotted(right) == "os.environ"
    return text(test.left) if is_absent else ""


def given_by(node: ast.expr, got: dict[str, str], reader: Reader) -> str:
    return got.get(node.id, "") if isinstance(node, ast.Name) else variable_of(node, reader)


def variable_of(node: ast.expr | None, reader: Reader) -> str:
    """`os.environ.get("NAME")` without a default."""
    is_plain = isinstance(node, ast.Call) and len(node.args) == 1 and not node.keywords
    return text(node.args[0]) if is_plain and reader.dotted(node.func) in GETS else ""  # type: ignore[union-attr]


def names_of(stmt: ast.stmt) -> list[str]:
    targets = stmt.targets if isinstance(stmt, ast.Assign) else [stmt.target] if isinstance(stmt, ast.AnnAssign) else []
    return [each.id for each in targets if isinstance(each, ast.Name)]


def text(node: ast.expr) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""

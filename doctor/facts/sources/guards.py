"""What stands around a statement: would a failure matter, and is it always run?"""

from __future__ import annotations

import ast

from doctor.knowledge.expressions import Reader

RANK = ("", "condition", "try", "type-checking")
SWALLOWS = ("ImportError", "ModuleNotFoundError", "Exception", "BaseException")
TYPE_CHECKING = ("TYPE_CHECKING", "typing.TYPE_CHECKING", "typing_extensions.TYPE_CHECKING")


def stronger(one: str, other: str) -> str:
    """Of two guards around each other the one that says more."""
    return max(one, other, key=RANK.index)


def guards_of_if(test: ast.expr, reader: Reader) -> tuple[str, str]:
    """The guards of the two branches of an `if`."""
    if reader.dotted(test) in TYPE_CHECKING:
        return "type-checking", ""
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not) and reader.dotted(test.operand) in TYPE_CHECKING:
        return "", "type-checking"
    return "condition", "condition"


def branches_of(node: ast.If, yes: str, no: str) -> tuple[str, str]:
    """Names the blocks: "if:12" and "else:12"; "main:12" for `if __name__ == "__main__":`, and "typing:12" for what is
    never run."""
    first = "typing" if yes == "type-checking" else "main" if _is_main(node.test) else "if"
    return f"{first}:{node.lineno}", f"{'typing' if no == 'type-checking' else 'else'}:{node.lineno}"


def _is_main(test: ast.expr) -> bool:
    if not isinstance(test, ast.Compare) or not isinstance(test.ops[0], ast.Eq):
        return False
    return any(isinstance(side, ast.Name) and side.id == "__name__" for side in (test.left, *test.comparators))


def swallows(node: ast.Try, reader: Reader) -> bool:
    """Does the statement survive an import in its body that fails?"""
    return any(_catches(handler.type, reader) and not _raises(handler, reader) for handler in node.handlers)


def _catches(kind: ast.expr | None, reader: Reader) -> bool:
    if kind is None:
        return True
    kinds = kind.elts if isinstance(kind, ast.Tuple) else [kind]
    return any(reader.dotted(each).rpartition(".")[2] in SWALLOWS for each in kinds)


def _raises(handler: ast.ExceptHandler, reader: Reader) -> bool:
    """Does it end in an error? To raise `unittest.SkipTest` skips the file."""
    last = handler.body[-1]
    return isinstance(last, ast.Raise) and not _skips(last.exc, reader)


def _skips(raised: ast.expr | None, reader: Reader) -> bool:
    kind = raised.func if isinstance(raised, ast.Call) else raised
    name = reader.dotted(kind) if kind is not None else ""
    return name.rpartition(".")[2] == "SkipTest" or name == "pytest.skip.Exception"


def suppresses(node: ast.With | ast.AsyncWith, reader: Reader) -> bool:
    """Is it `with contextlib.suppress(ImportError)`, or the like?"""
    calls = [item.context_expr for item in node.items if isinstance(item.context_expr, ast.Call)]
    return any(
        reader.dotted(call.func).rpartition(".")[2] in ("suppress", "raises")
        and any(_catches(arg, reader) for arg in call.args)
        for call in calls
    )


def expects_fault(node: ast.With | ast.AsyncWith, reader: Reader) -> bool:
    """Is it `with pytest.raises(…)`, `suppress(…)` or the like, whatever the exception?"""
    calls = [item.context_expr for item in node.items if isinstance(item.context_expr, ast.Call)]
    return any(reader.dotted(call.func).rpartition(".")[2] in ("suppress", "raises", "assertRaises") for call in calls)


def skips_module(stmt: ast.stmt, reader: Reader) -> bool:
    """Is it `pytest.skip(…, allow_module_level=True)`?"""
    call = stmt.value if isinstance(stmt, ast.Expr) else None
    if isinstance(stmt, ast.Raise):  # raise unittest.SkipTest(…), raise pytest.skip.Exception(…)
        call = stmt.exc
    name = reader.dotted(call.func) if isinstance(call, ast.Call) else ""
    if name in ("unittest.SkipTest", "unittest.case.SkipTest", "pytest.skip.Exception"):
        return True
    return name == "pytest.skip" and any(each.arg == "allow_module_level" for each in getattr(call, "keywords", ()))


def handlers_skip(node: ast.Try, reader: Reader) -> bool:
    """Does one of its handlers skip the module?"""
    return any(skips_module(stmt, reader) for handler in node.handlers for stmt in handler.body)


def skipped_import(node: ast.expr | None, reader: Reader) -> str:
    """The module that `pytest.importorskip("…")` asks for, else ""."""
    if isinstance(node, ast.Call) and reader.dotted(node.func) == "pytest.importorskip" and node.args:
        first = node.args[0]
        if isinstance(first, ast.Constant) and isinstance(first.value, str):
            return first.value
    return ""

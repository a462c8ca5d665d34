"""Python text to trees, names, places and expressions."""

from __future__ import annotations

import ast
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doctor.facts.sources import files
from doctor.knowledge.expressions import Reader
from doctor.knowledge.syntax import MAX_BYTES, absolute, decode, names, parse
from doctor.model.places import Place
from doctor.model.sources import Expr, SyntaxFault


def tree_of(text: str | bytes) -> ast.Module:
    found = parse(text.encode() if isinstance(text, str) else text, "a.py")
    assert isinstance(found, ast.Module)
    return found


def fault_of(data: bytes) -> SyntaxFault:
    found = parse(data, "a.py")
    assert isinstance(found, SyntaxFault)
    return found


def expr_of(text: str, before: str = "") -> Expr:
    """The expression on the last line."""
    source = f"{before}\n{text}\n"
    tree = tree_of(source)
    last = tree.body[-1]
    assert isinstance(last, ast.Expr)
    return Reader("a.py", source.encode(), tree).expr(last.value)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xef\xbb\xbfx = 1\n",
        b"# coding: latin-1\nx = '\xe9'\n",
        b"x = 1\r\ny = 2\r\n",
        b"'\\d'\n",
        b"x = 1 is 1\n",
    ],
)
def test_what_python_reads_has_a_tree(data: bytes) -> None:
    tree_of(data)


@pytest.mark.parametrize(
    ("data", "says", "line"),
    [
        (b"x = 1\nx = (\n", "'(' was never closed", 2),
        (b"a\0b", "null bytes", None),
        (b"# coding: klingon\n", "unknown encoding: klingon", None),
        (b"x = '\xff'\n", "utf-8", None),
        (b"-" * 100_000 + b"1", "too deeply nested", None),
        (b"(" * 1_000, "too many nested parentheses", 1),
        (b"#" * (MAX_BYTES + 1), "too large", 0),
    ],
)
def test_what_it_does_not_read_has_a_fault(data: bytes, says: str, line: int | None) -> None:
    fault = fault_of(data)
    assert says in fault.message
    assert line in (None, fault.place.line)


NEWER = {
    (3, 11): "try:\n    pass\nexcept* ValueError:\n    pass\n",
    (3, 12): "type Number = int\n",
    (3, 13): "def f[T = int](x: T): pass\n",
    (3, 14): "try:\n    pass\nexcept ValueError, TypeError:\n    pass\n",
    (3, 15): "lazy import json\n",
}


@pytest.mark.parametrize("version", NEWER)
def test_syntax_newer_than_ours_is_called_so(version: tuple[int, int]) -> None:
    found = parse(NEWER[version].encode(), "a.py")
    if version <= sys.version_info:
        assert isinstance(found, ast.Module)
    else:
        assert isinstance(found, SyntaxFault)
        assert found.needs == ".".join(map(str, version))


@given(st.binary())
def test_any_bytes_have_a_tree_or_a_fault(data: bytes) -> None:
    assert isinstance(parse(data, "a.py"), (ast.Module, SyntaxFault))
    assert isinstance(decode(data), str)


@given(
    st.sampled_from([b"", b"# coding: utf-7\n", b"# coding: utf-16\n", b"# coding: idna\n", b"\xef\xbb\xbf"]),
    st.binary(),
)
def test_any_coding_line_is_survived(head: bytes, data: bytes) -> None:
    tree = parse(head + data, "a.py")
    if isinstance(tree, ast.Module):
        reader = Reader("a.py", head + data, tree)
        for stmt in tree.body:
            reader.place(stmt)


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("import pytest as pt", {"pt": "pytest"}),
        ("import os.path", {"os": "os"}),
        ("import os.path as p", {"p": "os.path"}),
        ("from pytest import mark as m, fixture", {"m": "pytest.mark", "fixture": "pytest.fixture"}),
        ("import pytest\nslow = pytest.mark.slow", {"pytest": "pytest", "slow": "pytest.mark.slow"}),
        (
            "from pytest import mark\na = mark.x\nb = a.y",
            {"mark": "pytest.mark", "a": "pytest.mark.x", "b": "pytest.mark.x.y"},
        ),
        ("from . import x", {"x": "pkg.sub.x"}),
        ("from ..y import z", {"z": "pkg.y.z"}),
        ("def f():\n    import pytest", {"pytest": "pytest"}),
        ("def mock(): pass\ndef f():\n    from x import mock", {}),
        ("x = 1\ny = x", {}),
        ("try:\n    import a\nexcept ImportError:\n    import b as a", {"a": "a"}),
    ],
)
def test_names_stand_for_what_they_are_imported_as(text: str, means: dict[str, str]) -> None:
    assert names(tree_of(text), "pkg.sub") == means


def test_a_relative_import_beyond_the_package_keeps_its_dots() -> None:
    assert absolute("x", 3, "pkg.sub") == "...x"
    assert absolute("x", 1, "") == ".x"


def test_places_count_characters() -> None:
    data = "x = 'é', ü\n".encode()
    tree = tree_of(data)
    assert isinstance(tree.body[0], ast.Assign)
    expr = Reader("a.py", data, tree).expr(tree.body[0].value)
    assert [part.place for part in expr.parts] == [Place("a.py", 1, 5, 1, 8), Place("a.py", 1, 10, 1, 11)]


def test_places_are_those_of_the_text_behind_a_byte_order_mark_and_in_other_encodings() -> None:
    data = "# coding: latin-1\nx = 'é', y\n".encode("latin-1")
    tree = tree_of(data)
    assert isinstance(tree.body[0], ast.Assign)
    assert Reader("a.py", data, tree).expr(tree.body[0].value).parts[1].place.column == 10
    data = b"\xef\xbb\xbfx, '\xc3\xa9', y\n"
    tree = tree_of(data)
    assert isinstance(tree.body[0], ast.Expr)
    columns = [part.place.column for part in Reader("a.py", data, tree).expr(tree.body[0].value).parts]
    assert columns == [1, 4, 9]


@pytest.mark.parametrize(
    ("text", "column"),
    [("def f(): pass", 5), ("async  def  f(): pass", 13), ("class f: pass", 7), ("def defdef(): pass", 5)],
)
def test_the_place_of_a_function_is_its_name(text: str, column: int) -> None:
    tree = tree_of(text)
    node = tree.body[0]
    assert isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))
    place = Reader("a.py", text.encode(), tree).name_place(node)
    assert (place.column, place.end_column) == (column, column + len(node.name))


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("'a' 'b' + 'c'", "constant", "abc"),
        ("-1.5", "constant", -1.5),
        ("None", "constant", None),
        ("pytest.mark.slow", "name", "pytest.mark.slow"),
        ("pytest.mark.slow(1)", "call", "pytest.mark.slow"),
        ("[1] + [2]", "list", None),
        ("f'{x}'", "fstring", None),
        ("os.environ['X']", "subscript", "os.environ[]"),
        ("patch('x').start()", "call", "unittest.mock.patch().start"),
        ("'a b'.split()", "call", ".split"),
        ("patch('x').stop", "attribute", "unittest.mock.patch().stop"),
        ("(x for x in y)", "comprehension", "generator"),
        ("{x: y for x in z}", "comprehension", "dict"),
        ("x if y else z", "other", None),
        ("lambda: 0", "other", "lambda 0 0"),
        ("lambda a, b=1, *, c: 0", "other", "lambda 2 3"),
        ("lambda *a: 0", "other", "lambda 0 *"),
        ("...", "other", None),
    ],
)
def test_expressions_are_told_as_far_as_can_be(text: str, kind: str, value: object) -> None:
    expr = expr_of(text, "import pytest, os\nfrom unittest.mock import patch")
    assert (expr.kind, expr.value) == (kind, value)


def test_arguments_are_found_by_place_and_by_name() -> None:
    call = expr_of("f('a', *b, c=1, **d)")
    assert [part.kind for part in call.parts] == ["constant", "starred"]
    assert call.argument(0, "x") == call.parts[0]
    assert call.argument(5, "c") == call.keyword("c")
    assert [name for name, _ in call.keywords] == ["c", "**"]


def test_a_dict_has_keys_and_values() -> None:
    expr = expr_of("{'a': 1, **b}")
    assert [part.kind for part in expr.parts] == ["constant", "starred"]
    assert [part.value for part in expr.values] == [1, "b"]


def test_a_table_of_thousands_is_not_told() -> None:
    assert expr_of(str(list(range(10_000)))).kind == "other"
    assert expr_of(str(list(range(1_000)))).kind == "list"
    assert expr_of("(" * 60 + "1" + ",)" * 60).kind == "tuple"


def test_a_shadowed_name_is_the_functions_own() -> None:
    source = b"from unittest import mock\nmock.patch\n"
    tree = tree_of(source)
    reader = Reader("a.py", source, tree)
    assert isinstance(tree.body[-1], ast.Expr)
    assert reader.dotted(tree.body[-1].value) == "unittest.mock.patch"
    assert reader.shadowed(["mock"]).dotted(tree.body[-1].value) == "mock.patch"
    assert reader.shadowed(["other"]) is reader


def test_the_limit_is_the_same_where_the_tree_is_not_needed() -> None:
    assert files.MAX_BYTES == MAX_BYTES

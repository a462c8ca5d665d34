"""What unittest calls, and pytest does not."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from doctor.facts.sources.scopes import Grove
from doctor.knowledge.syntax import nodes_in
from doctor.model.slips import Slip

LOADING = re.compile(rb"(?m)^def load_tests\(")
SUITES = ("doctest.DocTestSuite", "doctest.DocFileSuite")
RUN_OTHERWISE = ("doctest.testmod", "doctest.testfile", "doctest.run_docstring_examples")


def loading_of(grove: Grove, tree: ast.Module) -> Iterator[Slip]:
    """`load_tests(loader, tests, pattern)` that adds doctests: the text is what is made of them."""
    for function in tree.body:
        scope = grove.scopes.get(function.body[0]) if isinstance(function, ast.FunctionDef) else None
        if not isinstance(function, ast.FunctionDef) or function.name != "load_tests" or scope is None:
            continue
        reader = scope.reader
        if len(function.args.args) != 3:
            continue
        made = [each for each in nodes_in(function) if isinstance(each, ast.Call) and reader.chain(each.func) in SUITES]
        calls = (each for each in nodes_in(tree) if isinstance(each, ast.Call))
        if made and not any(reader.chain(each.func) in RUN_OTHERWISE for each in calls):
            text = ast.unparse(made[0])
            yield Slip("loading", reader.name_place(function), "load_tests", text, others=(reader.place(made[0]),))

"""Methods of `unittest.TestCase` that Python has taken out."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from doctor.facts.sources.scopes import Grove, lines_of
from doctor.facts.sources.slips.failing import may_not_run
from doctor.model.slips import Slip

METHODS = {
    "assertEquals": "assertEqual",
    "assertNotEquals": "assertNotEqual",
    "assertAlmostEquals": "assertAlmostEqual",
    "assertNotAlmostEquals": "assertNotAlmostEqual",
    "assertRegexpMatches": "assertRegex",
    "assertNotRegexpMatches": "assertNotRegex",
    "assertRaisesRegexp": "assertRaisesRegex",
    "assertItemsEqual": "assertCountEqual",
    "assertDictContainsSubset": "",
    "assert_": "assertTrue",
    "failUnless": "assertTrue",
    "failUnlessEqual": "assertEqual",
    "failUnlessAlmostEqual": "assertAlmostEqual",
    "failUnlessRaises": "assertRaises",
    "failIf": "assertFalse",
    "failIfEqual": "assertNotEqual",
    "failIfAlmostEqual": "assertNotAlmostEqual",
}
NAMES = "|".join(METHODS).encode()
CALLS = re.compile(rb"self\.(%b)\(" % NAMES)
OTHERWISE = re.compile(rb"(?<!\bself\.)\b(%b)\b|\bself\.(%b)\b(?!\()" % (NAMES, NAMES))


def gone_lines(data: bytes) -> list[int]:
    """Where one is called, in a file that does not name it otherwise: as a method of its own, or to ask for it."""
    called = {hit[1] for hit in CALLS.finditer(data)}
    if called:
        called -= {hit[1] or hit[2] for hit in OTHERWISE.finditer(data)}
    return lines_of(rb"\bself\.(?:%b)\(" % b"|".join(sorted(called)), data) if called else []


def gone_of(grove: Grove, tree: ast.Module) -> Iterator[Slip]:
    """Each call in a method, with the class around it and what is to be called instead."""
    for call in grove.all(ast.Call):
        func, scope = call.func, grove.scopes[call]
        if not isinstance(func, ast.Attribute) or func.attr not in METHODS or getattr(func.value, "id", "") != "self":
            continue
        if scope.node is None or scope.klass is None or may_not_run(call, grove):
            continue
        whole = scope.reader.place(func)
        name = whole.replace(line=whole.end_line, column=whole.end_column - len(func.attr))
        yield Slip("gone", name, scope.within, func.attr, METHODS[func.attr])

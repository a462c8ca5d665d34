"""A test calls an assertion method that this Python's `unittest` does not have.

## Why

`assertEquals`, `assert_`, `assertRegexpMatches`, `failUnless` and the other old names of `unittest.TestCase`, and
`assertDictContainsSubset`, were taken out in Python 3.12
(https://docs.python.org/3/whatsnew/3.12.html#removed, https://github.com/pallets-eco/flask-mail/pull/203);
`assertItemsEqual` was never in Python 3. The test ends with "AttributeError: 'StoreTests' object has no attribute
'assertEquals'".

## Instead

The names that have been there all along: `assertEqual`, `assertTrue`, `assertRegex`, `assertRaisesRegex`,
`assertCountEqual`; for `self.assertDictContainsSubset(part, whole)`: `self.assertEqual(whole, {**whole, **part})`.

## Fix safety

Each call gets the method's other name, which does the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from doctor.model.environment import Interpreter, Modules
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.slips import Slip
from doctor.model.sources import SourceFile, Sources
from doctor.rules.classes import TESTCASES, Found, World
from doctor.rules.decorators import are_plain
from doctor.rules.phrases import uses
from doctor.rules.registry import rule

NEVER_IN_3 = "assertItemsEqual"
REMOVED = (3, 12)
PLAIN = ("django.test.", "rest_framework.test.")  # whose classes add no such names
SET_UPS = frozenset({"setUp", "tearDown", "setUpClass", "tearDownClass", "asyncSetUp", "asyncTearDown"})


@rule(severity=Severity.ERROR, since="0.1")
def check(test_file: SourceFile, interpreter: Interpreter, sources: Sources, modules: Modules) -> Iterator[Problem]:
    found: dict[str, list[Slip]] = {}
    for slip in test_file.flows.slips:
        if slip.how == "gone" and is_removed(slip.name, interpreter) and is_run(slip, test_file):
            found.setdefault(slip.name, []).append(slip)
    if not found:
        return
    world, patched = World(sources, modules), names_written(sources)
    for name, slips in found.items():
        lacking = [slip for slip in slips if name not in patched and lacks(slip, name, test_file, world)]
        if lacking:
            yield problem(name, lacking)


def is_removed(name: str, interpreter: Interpreter) -> bool:
    version = interpreter.version_info
    return version[:2] >= ((3, 0) if name == NEVER_IN_3 else REMOVED)


def is_run(slip: Slip, file: SourceFile) -> bool:
    """Is it in a test that nothing may skip, or in a method that each test calls?"""
    function = file.function(slip.within)
    if function is None or any("skip" in str(each.value).lower() for each in function.decorators):
        return False
    klass = file.class_(function.class_name)
    if klass is None or klass.is_nested or any("skip" in str(each.value).lower() for each in klass.decorators):
        return False
    is_test = any(test.function == slip.within and not test.file for test in file.tests)
    return is_test or (function.name in SET_UPS and any(test.class_name == klass.qualname for test in file.tests))


def names_written(sources: Sources) -> set[str]:
    """What is set from outside, as in `unittest.TestCase.assertEquals = unittest.TestCase.assertEqual`."""
    written = {write.name.rpartition(".")[2] for file in sources for write in file.writes}
    return written | {
        each.text or "" for file in sources for call in file.calls_of("setattr") for each in call.expr.parts
    }


def lacks(slip: Slip, name: str, file: SourceFile, world: World) -> bool:
    """Does the class have nothing but what unittest gives it, and what the project writes?"""
    klass = file.class_(slip.within.rpartition(".")[0])
    start = Found(file, klass) if klass else None
    if start is None:
        return False
    bases = world.strangers(start)
    if not bases or not all(each in TESTCASES or each.startswith(PLAIN) for each in bases):
        return False
    own = [each for each in world.lineage(start) if isinstance(each, Found)]
    has = {key for each in own for key in (*each.klass.methods, *(key for key, _ in each.klass.attributes))}
    is_made = any(each.klass.keywords or not are_plain(each.klass, each.file) for each in own)
    return not is_made and has.isdisjoint({name, "__getattr__", "__getattribute__"})


def problem(name: str, slips: Sequence[Slip]) -> Problem:
    first, right = slips[0], slips[0].text
    since = "is not in Python 3" if name == NEVER_IN_3 else "was taken out in Python 3.12"
    owner = first.within.rpartition(".")[0]
    changes = tuple(Replace(slip.place, right) for slip in slips)
    return Problem(
        place=first.place,
        message=f"'{name}' {since}",
        label="not there",
        related=uses([slip.place for slip in slips[1:]], "also called here"),
        consequence=f"the test fails: AttributeError: '{owner}' object has no attribute '{name}'",
        help=f"write `{right}`" if right else "compare the two: `self.assertEqual(whole, {**whole, **part})`",
        fix=Fix(f"call {right}", changes, safe=True) if right else None,
    )

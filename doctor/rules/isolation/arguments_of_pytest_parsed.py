"""A test calls a function that parses `sys.argv`, which holds the arguments of pytest.

## Why

`parser.parse_args()` without a list reads `sys.argv`. In a test that is how pytest was called: the parser refuses `-v`
or a path that it does not know, and ends the test with `SystemExit: 2`; or takes them for its own
(https://docs.python.org/3/library/argparse.html#the-parse-args-method).

## Instead

`monkeypatch.setattr("sys.argv", ["cli"])`, or a parameter of the function: `def main(argv=None):` with
`parser.parse_args(argv)`.

## Fix safety

The test gets a `sys.argv` of its own only when asked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.environment import Modules
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix
from doctor.model.outlines import Outlines
from doctor.model.rewrites import AddParameter, AddToBody
from doctor.model.slips import Slip
from doctor.model.sources import SourceFile, Sources
from doctor.rules.collection._slips import slips
from doctor.rules.registry import rule


@rule(severity=Severity.WARNING, since="0.1")
def check(test_file: SourceFile, sources: Sources, modules: Modules, outlines: Outlines) -> Iterator[Problem]:
    found = list(slips(test_file, "plainly"))
    if not found or any(sets_argv(file) for file in (test_file, *sources.reaching_others)):
        return
    for slip in found:
        module, _, name = slip.name.rpartition(".")
        home = modules.find(module, test_file.path) if module else None
        outline = outlines.of(home) if home else None
        if outline is not None and name in outline.parsing and not is_decorated(slip, test_file):
            yield problem(slip, name, test_file)


def sets_argv(file: SourceFile) -> bool:
    """Does it give `sys.argv` a value somewhere, or patch the parser?"""
    texts = [str(part.value) for call in file.calls for part in call.expr.parts]
    names = [write.name for write in file.writes]
    return any("argv" in text or "parse_args" in text or "ArgumentParser" in text for text in (*texts, *names))


def is_decorated(slip: Slip, file: SourceFile) -> bool:
    """May a decorator set it?"""
    function = file.function(slip.within)
    klass = file.class_(function.class_name) if function and function.class_name else None
    decorators = (*(function.decorators if function else ()), *(klass.decorators if klass else ()))
    return any(not str(each.value).startswith("pytest.mark.") for each in decorators)


def problem(slip: Slip, name: str, file: SourceFile) -> Problem:
    function = file.function(slip.within)
    test = next((test for test in file.tests if test.function == slip.within), None)
    changes = []
    if function and test and not test.unittest:
        if not any(param.name == "monkeypatch" for param in function.params):
            changes.append(AddParameter(function.place, "monkeypatch"))
        changes.append(AddToBody(function.place, f'monkeypatch.setattr("sys.argv", ["{name}"])'))  # type: ignore[arg-type]
    return Problem(
        place=slip.place,
        message=f"'{name}' parses sys.argv, which holds the arguments of pytest here",
        label="reads pytest's arguments",
        consequence="SystemExit: 2 as soon as pytest is called with an argument that the parser does not know",
        help=f'write `monkeypatch.setattr("sys.argv", ["{name}"])` before the call',
        fix=Fix("give the test a sys.argv of its own", tuple(changes)) if changes else None,
    )

"""A mock takes the place of a class, and the test tells it what its objects are to do.

## Why

`patch("shop.sync.Client")` replaces the class. What `Client(…)` gives in the code under test is
`mock_client.return_value`: `mock_client.fetch.return_value = [1]` says nothing of it, and
`mock_client.fetch.assert_called_once()` is told "Called 0 times"
(https://docs.python.org/3/library/unittest.mock-examples.html#mocking-classes).

## Instead

`mock_client.return_value.fetch.return_value = [1]`; for methods that are called on the class itself, such as class
methods, `mock_client.make.return_value` is right.

Nothing is said where the test does anything else with the mock, nor where the module asks the class for something, or
enters an object by `with`: what it then gets is another mock.

## Fix safety

`.return_value` is written when asked for: the test then gets at what the code under test uses.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.environment import Modules
from doctor.model.findings import Confidence, Problem, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.outlines import Outlines
from doctor.model.slips import Slip
from doctor.model.sources import SourceFile
from doctor.rules.collection._slips import slips
from doctor.rules.outlined import home_of, meaning, outlined
from doctor.rules.phrases import uses
from doctor.rules.registry import rule


@rule(severity=Severity.WARNING, since="0.1")
def check(test_file: SourceFile, modules: Modules, outlines: Outlines) -> Iterator[Problem]:
    for slip in slips(test_file, "of class"):
        target, _, method = slip.name.rpartition(".")
        home, rest = home_of(target, test_file.path, modules)
        outline = outlines.of(home) if home and len(rest) == 1 else None
        if outline is None or rest[0] not in outline.made:
            continue
        klass = meaning(target, test_file, modules, outlines)[-1]
        found = outlined(f"{klass}.{method}", test_file, modules, outlines)
        if any("." in name and each.counts.get(name, (0, 0))[0] for each, name in found):
            yield problem(slip, target, method)


def problem(slip: Slip, target: str, method: str) -> Problem:
    klass, mock = target.rpartition(".")[2], slip.text
    ends = [place.replace(line=place.end_line, column=place.end_column) for place in slip.others]
    return Problem(
        place=slip.place,
        message=f"'{mock}' is the mock of the class {klass}, and '{method}' is called on its objects",
        label=f"{mock}.return_value is the object",
        related=uses(slip.others[1:], "here too"),
        consequence=f"what {klass}(…) gives knows nothing of it: its '{method}' is another mock",
        help=f"write `{mock}.return_value.{method}`",
        confidence=Confidence.MEDIUM,
        fix=Fix(f"write {mock}.return_value", tuple(Replace(end, ".return_value") for end in ends)),
    )

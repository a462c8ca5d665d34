"""A test module changes a setting of the whole process while it is imported.

## Why

pytest imports all test modules before it runs the first test. What one of them calls at its top is in force for the
tests of all modules that are collected with it: `logging.disable(logging.CRITICAL)` leaves nothing for their `caplog`,
`jax.config.update("jax_enable_x64", True)` and `torch.set_default_dtype(…)` let them compute in another precision. When
a module is run alone, or another worker of pytest-xdist gets it, the others run without: 41 tests passed alone, and 16
of them failed beside another file (https://github.com/FhG-IISB/jNO/pull/116).

## Instead

A fixture of the module that puts back what was there:

```python
@pytest.fixture(autouse=True)
def double_precision():
    jax.config.update("jax_enable_x64", True)
    yield
    jax.config.update("jax_enable_x64", False)
```

What is meant for all tests stands in the conftest.py. Nothing is said where all modules, or a conftest above, set the
same, and of what stands in an `if`.

## Fix safety

There is no fix: whether the tests of other modules have come to rely on the setting cannot be told.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine
from doctor.model.findings import Problem, Severity
from doctor.model.sources import SourceFile, Sources
from doctor.model.touches import Touch
from doctor.rules.isolation._former import is_reset
from doctor.rules.isolation._imports import at_import
from doctor.rules.isolation._settings import SETTINGS
from doctor.rules.naming import folder_of, is_within
from doctor.rules.phrases import uses
from doctor.rules.registry import rule

# What the tests of other modules notice.
NOTICED = (
    *("locale", "logging.disable", "socket timeout", "decimal context", "pandas' options", "torch's default type"),
    *("torch's default device", "torch's gradients", "jax's configuration", "eager functions", "keras' floats"),
    "translation",
)


@rule(severity=Severity.WARNING, since="0.1")
def check(sources: Sources, command_line: CommandLine) -> Iterator[Problem]:
    if command_line.last("--forked") or len(sources.collected) < 2:
        return
    known = {touch.state for file in sources for touch in file.touches}
    for state in NOTICED:
        if state in known:
            found = [(file, touch) for file, touch in at_import(sources, state) if is_changed(file, touch, sources)]
            if found and len({file.path for file, _ in found}) < sum(bool(file.tests) for file in sources.collected):
                yield problem(found)


def is_changed(file: SourceFile, touch: Touch, sources: Sources) -> bool:
    """Does it set something else than what is there at the start, or what a conftest above sets?"""
    if is_reset(touch) or any(is_reset(other) for other in file.touches if other.state == touch.state):
        return False
    return not any(
        other.state == touch.state
        for conftest in sources.reaching_others
        if conftest.role == "plugin" or is_within(file.path, folder_of(conftest.path))
        for other in conftest.touches
    )


def problem(found: list[tuple[SourceFile, Touch]]) -> Problem:
    file, touch = found[0]
    what, then = SETTINGS[touch.state]
    return Problem(
        place=touch.place,
        message=f"{file.path} changes {what} while it is imported",
        label="changed for the tests of all modules",
        related=uses([other.place for _, other in found[1:]], "changed here, too"),
        consequence=f"in the tests of all modules that are collected with it {then}",
        help="set it in a fixture of the module that puts it back, or for the whole run in conftest.py",
    )

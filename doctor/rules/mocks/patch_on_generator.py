"""A fixture with `yield` is decorated by `@patch`, which has ended when its body runs.

## Why

A generator function that is called runs nothing of its body: `@patch` starts, gets the generator, and stops again.
pytest moreover does not see that the decorated function is a generator, and takes the generator itself for the
fixture's value: nothing of the body runs, what stands behind `yield` never
(https://docs.python.org/3/library/unittest.mock.html#patch).

## Instead

```python
@pytest.fixture
def no_network():
    with patch("shop.net.get") as get:
        yield get
```

## Fix safety

There is no fix: the body has to move into a `with` block.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Severity
from doctor.model.sources import SourceFile
from doctor.rules.mocks._decorators import is_patch
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(file: SourceFile) -> Iterator[Problem]:
    if not (file.collected or file.role in ("conftest", "plugin")):
        return
    for fixture in file.fixtures:
        function = file.function(fixture.function) if fixture.is_generator else None
        if function and function.place == fixture.place:
            patch = next((each for each in function.decorators if is_patch(each)), None)
            if patch:
                yield Problem(
                    place=patch.place,
                    message=f"@patch on fixture '{fixture.name}', which yields, ends before its body runs",
                    label="started and stopped at once",
                    consequence="nothing is patched, and the fixture's value is a generator that nobody runs",
                    help="write `with patch(…):` in the fixture, around its `yield`",
                )

"""A class is patched, and its set-up calls what the patch replaces in the tests alone.

## Why

`@patch("shop.gate.connect")` on a class stands for a decorator on each method whose name begins with `test`. `setUp`,
`setup_method` and fixtures run before, without it: the real `connect` is called
(https://docs.python.org/3/library/unittest.mock.html#patch).

## Instead

```python
def setUp(self):
    patcher = patch("shop.gate.connect")
    self.connect = patcher.start()
    self.addCleanup(patcher.stop)
```

or `@patch(…)` on `setUp` as well; in a plain class a fixture with `autouse=True`, or `monkeypatch`.

Nothing is said of what is not the project's own: the real one may be meant.

## Fix safety

There is no fix: tests that take the mock as a parameter have to change, too.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.environment import Modules
from doctor.model.findings import Confidence, Problem, Related, Severity
from doctor.model.sources import SourceFile
from doctor.rules.collection._slips import slips
from doctor.rules.outlined import home_of
from doctor.rules.registry import rule


@rule(severity=Severity.WARNING, since="0.1")
def check(test_file: SourceFile, modules: Modules) -> Iterator[Problem]:
    tested = {test.class_name for test in test_file.tests}
    for slip in slips(test_file, "around", anywhere=True):
        home, rest = home_of(slip.name, test_file.path, modules)
        is_own = home is not None and home.origin in ("project", "cwd") and len(rest) == 1
        if is_own and slip.within.rpartition(".")[0] in tested:
            yield Problem(
                place=slip.place,
                message=f"'{slip.text}' calls the real '{slip.name}': @patch of a class is for its tests alone",
                label="not patched here",
                related=tuple(Related(place, "patched in methods that begin with 'test'") for place in slip.others),
                consequence="the real one runs before the tests",
                help=f"start the patch in '{slip.text}', or write @patch on it as well",
                confidence=Confidence.MEDIUM,
            )

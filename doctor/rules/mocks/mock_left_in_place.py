"""A mock is put into a module or class by assignment, and nothing takes it out.

## Why

`shop.prices.rate = Mock()` changes the module for the whole process. All later tests meet the mock, in whatever file
they are, and pass or fail by the order in which they run, or by the worker that they come to. A mock on a class goes
with every object of it (https://github.com/masumi-network/Citadel/pull/136).

## Instead

```python
def test_total(monkeypatch):
    monkeypatch.setattr(prices, "rate", Mock(return_value=7))
```

or `with patch.object(prices, "rate", return_value=7):`. Both put the real thing back, also when the test fails.

## Fix safety

`monkeypatch` is asked for, and puts the mock in. Later tests may have come to rely on the mock, so it is not done
unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.environment import Modules
from doctor.model.findings import Problem, Severity
from doctor.model.plugins import Plugins
from doctor.model.sources import Fixtures, Sources
from doctor.rules.isolation._around import Scene
from doctor.rules.isolation._cures import attribute_end, attribute_set, monkeypatched
from doctor.rules.isolation._leaks import Leak, leaks
from doctor.rules.isolation._reports import groups, name_in, problem, takes_monkeypatch
from doctor.rules.mocks._targets import is_mock
from doctor.rules.registry import rule


@rule(severity=Severity.WARNING, since="0.1")
def check(sources: Sources, fixtures: Fixtures, plugins: Plugins, modules: Modules) -> Iterator[Problem]:
    scene = Scene(sources, fixtures, plugins, modules)
    for group in groups(found(scene), lambda leak: leak.touch.item):
        yield told(group).replace(fix=monkeypatched(group, attribute_set, attribute_end(scene)))


def found(scene: Scene) -> Iterator[Leak]:
    for leak in leaks(scene, ("attribute",), ("set",), ("conftest", "plugin")):
        is_own = leak.owner.file.class_(leak.touch.item.partition(".")[0])  # which other files do not see
        if is_mock(leak.touch.value) and not is_own and not leak.touch.item.endswith((".return_value", ".side_effect")):
            yield leak


def told(group: list[Leak]) -> Problem:
    leak = group[0]
    owner, _, name = leak.touch.item.rpartition(".")
    short = name_in(leak.owner.file, owner) or owner.rpartition(".")[2]
    return problem(
        group,
        f"puts a mock in place of '{leak.touch.item}'",
        "all later tests of the process meet the mock, whatever their file",
        f'use `monkeypatch.setattr({short}, "{name}", …)`, which undoes it when the test ends'
        if takes_monkeypatch(leak)
        else f'use `patch.object({short}, "{name}")` with `addCleanup`, or put the real one back when it ends',
    )

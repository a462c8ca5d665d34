"""A test changes a list or dictionary that it has imported, and nothing puts it back.

## Why

What is imported is there once in each process. A registry, a table of settings or test data that one test adds to stays
so for all later tests: they pass or fail by the order in which they run, and by the worker of pytest-xdist that they
come to (https://github.com/lbliii/bengal/issues/518).

## Instead

`monkeypatch` and `mock.patch.dict` put back what was there when the test ends, also when it fails:

```python
def test_registered(monkeypatch):
    monkeypatch.setitem(registry.TYPES, "case-study", CaseStudy)
```

(https://docs.pytest.org/en/stable/how-to/monkeypatch.html,
https://docs.python.org/3/library/unittest.mock.html#patch-dict). Of data that a test wants otherwise it changes a copy.

Nothing is said of what collects results, of caches, of the configuration of an application that a fixture sets for all
its tests, and of what is kept under a class of the same file, `TYPES[Leaflet] = …`, which no other file looks for.

## Fix safety

`monkeypatch` is asked for, and makes the change in place of the statement. Later tests may have come to rely on what
was left, so it is not done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine
from doctor.model.environment import Modules
from doctor.model.findings import Problem, Severity
from doctor.model.plugins import Plugins
from doctor.model.sources import Fixtures, SourceFile, Sources
from doctor.rules.isolation._around import Scene
from doctor.rules.isolation._cures import monkeypatched
from doctor.rules.isolation._leaks import Leak, leaks
from doctor.rules.isolation._meant import COLLECTED
from doctor.rules.isolation._reports import groups, name_in, problem, takes_monkeypatch
from doctor.rules.registry import rule

CONTEXT_LOCAL = ("flask.g", "flask.session", "flask.request", "quart.g", "quart.session", "quart.request")
PLAIN = frozenset({"list", "dict", "set", "comprehension", "OrderedDict", "defaultdict", "deque", "Counter"})
CONFIGS = frozenset({"config", "conf", "settings", "options"})
# Of Flask and its extensions: all tests want the same of them.
SAME = frozenset({"TESTING", "DEBUG", "WTF_CSRF_ENABLED", "SECRET_KEY", "SERVER_NAME", "PROPAGATE_EXCEPTIONS"})


@rule(severity=Severity.WARNING, since="0.1")
def check(
    sources: Sources, fixtures: Fixtures, plugins: Plugins, modules: Modules, command_line: CommandLine
) -> Iterator[Problem]:
    if command_line.last("--forked"):
        return
    scene = Scene(sources, fixtures, plugins, modules)
    lasting = leaks(scene, ("entry",), ("set", "add"), ("conftest", "plugin"))
    found = (leak for leak in lasting if matters(leak) and is_plain(base_of(leak), leak, scene))
    for group in groups(found, base_of):
        leak = group[0]
        key = key_of(leak)
        short = (name_in(leak.owner.file, base_of(leak)) or base_of(leak)) + outer_keys(leak)
        wide = "put the old value back when it ends"
        if not is_index(leak):
            wide = f"use `mock.patch.dict({short})` around it, or put the old state back when it ends"
        yield problem(
            group,
            f"changes {leak.touch.item.replace('[?]', '[…]')}",
            "all later tests of the process find it changed",
            f"use `monkeypatch.setitem({short}, {key}, …)`, which undoes it when the test ends"
            if key and takes_monkeypatch(leak) and not is_index(leak)
            else wide
            if leak.touch.how == "set"
            else "change a copy of it, or take out what was added when the test ends",
        ).replace(fix=monkeypatched(group, written))


def matters(leak: Leak) -> bool:
    """Is it more than a note for the end of the run, or what all tests want?"""
    base, names = base_of(leak), base_of(leak).lower().split(".")
    if base in CONTEXT_LOCAL or any(part.startswith("current_") for part in names[1:]):
        return False
    if any(word in names[-1] for word in COLLECTED):
        return False
    if is_of_matplotlib(base) and any(mark.name.startswith("mpl") for test in leak.owner.tests for mark in test.marks):
        return False  # pytest-mpl draws in a context of its own
    if names[-1] in CONFIGS:
        return leak.owner.kind == "test" and key_of(leak).strip("'\"") not in SAME
    return True


def is_plain(base: str, leak: Leak, scene: Scene) -> bool:
    """Is it a list or dictionary as Python has them? What an object of another kind makes of an item is not known: it
    may be a door to something else. Where the value is not at hand, constants and configurations are taken for such."""
    module, _, name = base.rpartition(".")
    found = scene.modules.find(module, leak.owner.file.path) if module else None
    home = scene.sources.get(found.file) if found else None
    value = home.value(name) if home else None
    if found is None and leak.touch.how == "add" and not is_named(base, leak.owner.file):
        return False  # of a class, or an object
    if value is None:
        is_own = found is not None and found.origin == "project"  # a class of its own, perhaps
        return name.isupper() or (name in CONFIGS and not is_own) or base == "sys.argv" or is_of_matplotlib(base)
    return value.kind in PLAIN or str(value.value).rpartition(".")[2] in PLAIN


def is_named(base: str, file: SourceFile) -> bool:
    """Is it imported by its own name, and not reached by something else?"""
    return is_of_matplotlib(base) or base.endswith(tuple(CONFIGS)) or any(each.dotted == base for each in file.imports)


def is_of_matplotlib(base: str) -> bool:
    return base.startswith("matplotlib.") and base.endswith(".rcParams")


def base_of(leak: Leak) -> str:
    return leak.touch.item.partition("[")[0]


def key_of(leak: Leak) -> str:
    """The constant key, as it is written; "" where it is worked out, or a slice."""
    key = leak.touch.item.partition("[")[2].rpartition("][")[2].removesuffix("]")
    return "" if key == "?" else key.replace("'", '"')


def is_index(leak: Leak) -> bool:
    """Is it a place in a list, most likely? monkeypatch sets items of dictionaries alone."""
    return key_of(leak).removeprefix("-").isdigit()


def outer_keys(leak: Leak) -> str:
    """The keys before the last one, as they are written: `["db"]` of `SETTINGS["db"]["url"]`."""
    outer, _, last = leak.touch.item.partition("[")[2].rpartition("][")
    return f"[{outer}]".replace("'", '"') if outer and last else ""


def written(leak: Leak) -> str | None:
    """`monkeypatch.setitem(TYPES, "post", ` where the file can name it so."""
    name, key = name_in(leak.owner.file, base_of(leak)), key_of(leak)
    is_set = name and key and leak.touch.how == "set" and not is_index(leak)
    return f"monkeypatch.setitem({name}{outer_keys(leak)}, {key}, " if is_set else None

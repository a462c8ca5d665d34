"""A test writes an attribute of an imported module, class or object, and nothing puts it back.

## Why

What is imported is there once in each process. A constant, a function or a setting that one test replaces
stays replaced for all later tests: they pass or fail by the order in which they run.

## Instead

The fixture `monkeypatch` puts back what it sets when the test ends, also when it fails:

```python
def test_limit(monkeypatch):
    monkeypatch.setattr(shop.config, "LIMIT", 3)
```

(https://docs.pytest.org/en/stable/how-to/monkeypatch.html). `unittest.mock.patch.object(shop.config, "LIMIT", 3)` does
so as decorator and as context; Django's settings have `override_settings` and the fixture `settings`.

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
from doctor.model.sources import Fixtures, Sources
from doctor.model.touches import Touch
from doctor.rules.isolation._around import Scene
from doctor.rules.isolation._cures import attribute_end, attribute_set, monkeypatched
from doctor.rules.isolation._leaks import Leak, leaks
from doctor.rules.isolation._reports import groups, name_in, problem, takes_monkeypatch
from doctor.rules.mocks._targets import is_mock
from doctor.rules.registry import rule

# Of foreign functions called through ctypes, of what has rules of its own (mocks, overrides), and of what describes.
HARMLESS = frozenset(
    """argtypes restype return_value side_effect maxDiff __doc__ __name__ __module__ __qualname__ __test__
    __signature__ pytestmark dependency_overrides""".split()  # noqa: SIM905
)


CONTEXT_LOCAL = (
    *("flask.g.", "flask.session.", "flask.request.", "quart.g.", "quart.session.", "quart.request."),
    *("bottle.request.", "bottle.response.", "bottle.local.", "streamlit.session_state."),
)
INNER = ("cache", "instance", "singleton", "registry")
KEEPING = ("old_", "orig", "real_", "saved_")
FIRST = ("all", "default", "original", "initial")
EMPTY = frozenset({"dict", "list", "set", "OrderedDict", "defaultdict", "WeakValueDictionary", "deque", "count"})


@rule(severity=Severity.WARNING, since="0.1")
def check(
    sources: Sources, fixtures: Fixtures, plugins: Plugins, modules: Modules, command_line: CommandLine
) -> Iterator[Problem]:
    if command_line.last("--forked"):
        return
    scene = Scene(sources, fixtures, plugins, modules)
    for group in groups(found(scene), lambda leak: leak.touch.item):
        leak = group[0]
        owner, _, attribute = leak.touch.item.rpartition(".")
        short = name_in(leak.owner.file, owner) or owner.rpartition(".")[2]
        yield problem(
            group,
            f"sets {leak.touch.item}",
            "it keeps the value in all later tests of the process",
            f'use `monkeypatch.setattr({short}, "{attribute}", …)`, which undoes it when the test ends'
            if takes_monkeypatch(leak)
            else f'use `mock.patch.object({short}, "{attribute}", …)`, or put the old value back when it ends',
        ).replace(fix=monkeypatched(group, attribute_set, attribute_end(scene)))


def found(scene: Scene) -> Iterator[Leak]:
    for leak in leaks(scene, ("attribute",), ("set",), ("conftest", "plugin")):
        name = leak.touch.item.rpartition(".")[2]
        if name == "?" or leak.touch.item.startswith(".") or is_context_local(leak.touch.item):
            continue
        if leak.owner.file.class_(leak.touch.item.partition(".")[0]) or is_mock(leak.touch.value):
            continue  # of a class of the same file, which other files do not see; mock-left-in-place tells of mocks
        # pytest itself puts sys.stdout and sys.stderr back after each test, as part of capturing
        if name in HARMLESS or leak.touch.item in ("sys.stdout", "sys.stderr") or resets(leak) or keeps(leak):
            continue
        if not (is_as_imported(leak.touch, scene.modules) or is_of_nothing(leak, scene.modules)):
            yield leak.replace(passing=True) if ends_as_imported(leak, scene.modules) else leak


def ends_as_imported(leak: Leak, modules: Modules) -> bool:
    """Does the function set it to what it is at first further down, or empty it?"""
    touch = leak.touch
    return any(
        (each.state, each.how, each.item) == (touch.state, touch.how, touch.item)
        and touch.place < each.place
        and (is_as_imported(each, modules) or resets(leak.replace(touch=each)))
        for each in leak.owner.file.touches_in(touch.within)
    )


def is_as_imported(touch: Touch, modules: Modules) -> bool:
    """Does it set what the module or the class itself has at first?"""
    value = touch.value
    first = modules.first_value(touch.item) if value is not None and value.kind == "constant" else ()
    return bool(first) and value is not None and type(first[0]) is type(value.value) and first[0] == value.value


def is_of_nothing(leak: Leak, modules: Modules) -> bool:
    """Is the module not there, so that the test does not come to it?"""
    module, path = leak.touch.item.partition(".")[0], leak.owner.file.path
    is_imported = any(each.module == module for each in leak.owner.file.imports)
    return is_imported and modules.certain(module, path) and modules.find(module, path) is None


def is_context_local(item: str) -> bool:
    """Is it of a proxy for what a request or a context holds? By convention many are called `current_…`."""
    return item.startswith(CONTEXT_LOCAL) or any(part.startswith("current_") for part in item.split(".")[1:-1])


def keeps(leak: Leak) -> bool:
    """Does it keep another attribute of the same object, which what stands in for that calls:
    `Client.old_send = Client.send`?"""
    value, (of, _, name) = leak.touch.value, leak.touch.item.rpartition(".")
    kept = str(value.value) if value is not None and value.kind == "name" else ""
    return kept.rpartition(".")[0] == of and name.lstrip("_").startswith(KEEPING)


def resets(leak: Leak) -> bool:
    """Does it only empty a cache, let a single object be made anew, or turn an inner flag?"""
    value, names = leak.touch.value, leak.touch.item.lower().split(".")
    if any(word in name for name in names[1:] for word in INNER) or "state" in names[-1]:
        return True
    if value is None:
        return False
    if value.kind == "constant" and value.value is None and not leak.touch.item.rpartition(".")[2].isupper():
        return True
    of = leak.touch.item.rpartition(".")[0]
    if value.kind == "name" and str(value.value).lower() in {f"{of.lower()}.{word}_{names[-1]}" for word in FIRST}:
        return True  # cli.commands = cli.all_commands
    if value.kind == "call" and names[-1].startswith("_") and str(value.value).startswith(f"{of}."):
        return not value.parts  # registry._found = registry._search()
    if value.kind in ("list", "dict", "set", "tuple", "call") and not value.parts and not value.keywords:
        return value.kind != "call" or str(value.value).rpartition(".")[2] in EMPTY
    return names[-1].startswith("_") and value.kind == "constant" and (not value.value or value.value is True)

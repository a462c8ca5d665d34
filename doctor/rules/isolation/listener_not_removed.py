"""A test registers a listener or a receiver with something that all tests share, and leaves it there.

## Why

What `sqlalchemy.event.listen` registers with an engine or class that is imported, and what a signal's `connect` is
given, is called for all later tests of the process as well: their queries are counted, their mails are sent, their
objects changed, by what one test wanted to see
(https://docs.sqlalchemy.org/en/20/core/event.html#sqlalchemy.event.remove,
https://docs.djangoproject.com/en/stable/topics/signals/#disconnecting-signals).

Signals let go of a function that a test defines for itself when the test is over, unless they are told
`weak=False`: of these nothing is said, nor of listeners at what the test has made.

## Instead

A fixture that takes it out:

```python
@pytest.fixture
def seen():
    found = []

    def note(sender, instance, **kwargs):
        found.append(instance)

    post_save.connect(note, sender=User)
    yield found
    post_save.disconnect(note, sender=User)
```

`event.remove(engine, "before_cursor_execute", note)` does so for SQLAlchemy, and blinker has
`with template_rendered.connected_to(note, app):`.

## Fix safety

The call that takes it out is handed to `request.addfinalizer`, or to `addCleanup` of a TestCase, when asked for: later
tests may have come to rely on it. What a decorator registers, and what has no name, is left to its author.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine
from doctor.model.environment import Modules
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix
from doctor.model.plugins import Plugins
from doctor.model.sources import Fixtures, Sources
from doctor.rules.isolation._around import Scene
from doctor.rules.isolation._leaks import Leak, leaks
from doctor.rules.isolation._reports import groups, problem
from doctor.rules.mocks._ending import undone
from doctor.rules.registry import rule

STATES = ("listeners", "receivers")


@rule(severity=Severity.WARNING, since="0.1")
def check(
    sources: Sources, fixtures: Fixtures, plugins: Plugins, modules: Modules, command_line: CommandLine
) -> Iterator[Problem]:
    if command_line.last("--forked"):
        return
    scene = Scene(sources, fixtures, plugins, modules)
    found = (leak for leak in leaks(scene, STATES, ("set",), ("conftest", "plugin")) if not is_taken_out(leak))
    for group in groups(found, lambda leak: leak.touch.item):
        yield told(group).replace(fix=taken_out(group, scene))


def told(group: list[Leak]) -> Problem:
    touch, short = group[0].touch, group[0].touch.item.rpartition(".")[2]
    is_signal = touch.state == "receivers"
    end = f"{short}.disconnect(…)" if is_signal else f"event.remove({short}, …)"
    return problem(
        group,
        f"connects a receiver to the signal {touch.item}" if is_signal else f"registers a listener with {touch.item}",
        "it is called in all later tests of the process, too",
        f"call `{end}` in `finally`, or behind the `yield` of a fixture",
    )


def taken_out(group: list[Leak], scene: Scene) -> Fix | None:
    """The opposite call with the same arguments."""
    if any(leak.touch.value is None or leak.touch.value.kind != "name" for leak in group):
        return None
    is_signal = group[0].touch.state == "receivers"
    return undone(group, scene, "disconnect" if is_signal else "remove", without=("weak",))


def is_taken_out(leak: Leak) -> bool:
    """Does another function of the file take out what is registered there, or does this one only put it back?"""
    touch = leak.touch
    return any(
        each.how == "remove"
        and (each.state, each.item) == (touch.state, touch.item)
        and (each.within != touch.within or each.place < touch.place)
        for each in leak.owner.file.touches
    )

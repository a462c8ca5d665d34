"""A test reads what another test has written.

## Why

The second test passes only behind the first one. It fails when it is run alone, with `--lf` after a failure, in another
order (pytest-randomly, pytest-random-order), and under pytest-xdist whenever the two come to different workers
(https://pytest-xdist.readthedocs.io/en/stable/distribution.html).

## Instead

What both need is made by a fixture, whose scope tells how many tests share it:

```python
@pytest.fixture(scope="module")
def order(client):
    return client.post("/orders").json()
```

Steps of one story may be one test. Where the reliance is meant, it can be declared: `pytest.mark.dependency`
(pytest-dependency), `pytest.mark.order` (pytest-order), `pytest.mark.xdist_group` with `--dist=loadgroup`, or numbers
in the names of the tests. Then nothing is said here.

## Fix safety

There is no fix: what a fixture would have to do stands in the body of the first test.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.environment import Modules
from doctor.model.findings import Problem, Related, Severity
from doctor.model.plugins import Plugins
from doctor.model.sources import Fixtures, Sources
from doctor.model.touches import Touch
from doctor.rules.isolation._around import Scene, outermost
from doctor.rules.isolation._leaks import Leak, leaks
from doctor.rules.isolation._meant import is_declared
from doctor.rules.isolation._owners import Owner, owners
from doctor.rules.phrases import plural
from doctor.rules.registry import rule

STATES = ("global", "class")
IDENTITIES = frozenset(
    {
        *("asyncio.get_running_loop", "asyncio.get_event_loop", "asyncio.current_task", "id", "os.getpid"),
        *("threading.get_ident", "threading.current_thread", "threading.get_native_id"),
    }
)


@rule(severity=Severity.WARNING, since="0.1")
def check(sources: Sources, fixtures: Fixtures, plugins: Plugins, modules: Modules) -> Iterator[Problem]:
    scene = Scene(sources, fixtures, plugins, modules)
    seen: set[tuple[str, str]] = set()
    for leak in leaks(scene, STATES, ("set",), ()):
        key = (leak.owner.file.path, leak.touch.item)
        if leak.owner.kind != "test" or leak.passing or key in seen or is_declared(leak.owner) or is_identity(leak):
            continue
        if any(each.alias == leak.touch.item for each in leak.owner.file.imports):
            continue  # the name stands for something before, too
        readers = list(reading(leak, scene))
        if readers:
            seen.add(key)
            yield problem(leak, readers)


def is_identity(leak: Leak) -> bool:
    """Is it kept to see whether the next test has the same one? Only two tests can tell."""
    return leak.touch.value is not None and leak.touch.value.value in IDENTITIES


def reading(leak: Leak, scene: Scene) -> Iterator[tuple[Owner, Touch]]:
    """The tests behind it that read what it wrote, and that nothing else writes for them."""
    file = leak.owner.file
    same = [touch for touch in file.touches if is_same(touch, leak.touch)]
    readers = {outermost(touch.within) for touch in same if touch.how == "read"}
    for owner in owners(file):
        if (
            owner.function.qualname not in readers
            or owner.kind != "test"
            or owner.function == leak.owner.function
            or is_declared(owner)
        ):
            continue
        if not leak.owner.function.place < owner.function.place or may_skip(owner):
            continue
        own = [touch for touch in same if outermost(touch.within) == owner.function.qualname]
        read = next((touch for touch in own if touch.how == "read"), None)
        if read is None or any(touch.how != "read" for touch in own):
            continue
        around = scene.around(owner).functions
        written = (touch for each in around for touch in scene.touches_in(each.file, "", each.name))
        if not any(touch.how != "read" and is_same(touch, leak.touch) for touch in written):
            yield owner, read


def is_same(touch: Touch, other: Touch) -> bool:
    return (touch.state, touch.item) == (other.state, other.item)


def may_skip(owner: Owner) -> bool:
    """Does it skip itself, perhaps where nothing was written?"""
    return any(call.name in ("pytest.skip", "self.skipTest") for call in owner.file.calls_in(owner.function.qualname))


def problem(leak: Leak, readers: list[tuple[Owner, Touch]]) -> Problem:
    reader, read = readers[0]
    name = leak.touch.item
    more = f", as {plural(len(readers) - 1, 'more test')} do" if len(readers) > 2 else ", as 1 more test does"
    return Problem(
        place=read.place,
        message=f"{reader.title} reads {name}, which test '{leak.owner.function.qualname}' sets"
        + (more if len(readers) > 1 else ""),
        label="written by another test",
        related=(
            Related(leak.touch.place, "set here"),
            *(Related(touch.place, "read here, too") for _, touch in readers[1:]),
        ),
        consequence="it fails when it is run alone, first, or in another worker of pytest-xdist",
        help="make in a fixture what both need",
    )

"""Changes to shared state that nothing puts back."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from doctor.model.record import Record
from doctor.model.sources import Expr, SourceFile
from doctor.model.touches import Touch
from doctor.rules.isolation._around import Scene, Surround, Surroundings
from doctor.rules.isolation._former import is_former, is_reset, is_switched_back, puts_back
from doctor.rules.isolation._owners import Owner, owners
from doctor.rules.isolation._resets import (
    GENERAL,
    RESETTING,
    calls_its_end,
    is_told_to_reset,
    reloads,
    resets_all,
    resets_the_object,
    starts_a_guard,
    yields_within,
)
from doctor.rules.isolation._same import matches

ENVIRON = "os.environ"
# What may be entered around a change without putting it back; everything else might.
CALM_CONTEXTS = frozenset(
    """raises warns deprecated_call open TemporaryDirectory NamedTemporaryFile TemporaryFile suppress assertRaises
    assertRaisesRegex assertWarns assertWarnsRegex assertLogs assertNoLogs subTest test TestClient AsyncClient Client
    ClientSession Session catch_warnings patch object nullcontext disabled app_context test_client test_request_context
    Lock urlopen Popen socket closing mkstemp""".split()  # noqa: SIM905
)
FAILING = ("raises", "assertRaises", "assertRaisesRegex")  # what stands in there is expected to fail
FORKED = frozenset({"forked", "isolated", "isolate", "subprocess", "run_in_subprocess", "in_subprocess"})
# Words in the names of decorators that run a test elsewhere, or put things back when it ends.
APART = (
    *("process", "fork", "isolat", "spawn", "sandbox", "restor", "environ", "env_", "_env", "setenv", "chdir", "cwd"),
    *("conserv", "preserv", "retain", "temporar", "keep_", "image_comparison"),  # the last one is matplotlib's
)
WORDS = {
    "os.environ": ("env",),
    "os.getcwd": ("cwd", "chdir", "workdir", "working_dir", "change_dir", "pyfakefs"),
    "sys.path": ("path", "module", "import", "namespace"),
    "sys.modules": ("module", "reload"),
    "attribute": ("reload", "config", "settings", "swap", "attr"),
    "locale": ("locale",),
    "logging.disable": ("logg",),
    "signal": ("signal", "handler"),
    "event loop policy": ("policy", "loop"),
    "socket timeout": ("timeout", "socket"),
    "logger": ("logg", "propagat"),
    "loggers": ("logg",),
    "log level": ("logg", "level"),
    "handlers": ("logg", "handler"),
    "entry": ("config", "rcparams", "settings"),
    "translation": ("translation", "language", "deactivate"),
    "current time zone": ("timezone", "deactivate"),
}


# Fixtures of pytest-django, which put no variable back between tests.
OTHERS = frozenset({"django_test_environment", "_django_isolate_apps"})
# Names of fixtures that we cannot read, and that say what they put back.
FIXTURES = {
    "os.environ": ("env", "isolat"),
    "os.getcwd": ("cwd", "chdir", "cd_", "_cd", "working_dir", "isolat"),
    "sys.path": ("sys_path", "syspath"),
    "sys.modules": ("sys_modules", "sysmodules"),
}


class Leak(Record):
    """A change that lasts. `passing` is whether it is undone, but only when nothing fails before."""

    touch: Touch
    owner: Owner
    passing: bool = False


def leaks(scene: Scene, states: Collection[str], hows: Collection[str], roles: Collection[str]) -> Iterator[Leak]:
    """The changes of these kinds, by functions that pytest calls, which nothing puts back."""
    for file in scene.sources:
        if not (file.collected or file.role in roles):
            continue
        touches = scene.touches(file, ENVIRON if ENVIRON in states else "")
        if not any(touch.state in states and touch.how in hows for touch in touches):
            continue
        for owner in owners(file, touches):
            yield from _of_owner(owner, scene, states, hows)


def _of_owner(owner: Owner, scene: Scene, states: Collection[str], hows: Collection[str]) -> Iterator[Leak]:
    if any(mark.name in FORKED for test in owner.tests for mark in test.marks) or is_wrapped(owner):
        return
    surroundings = None
    own = [
        touch
        for touch in scene.touches_in(owner.file, ENVIRON if ENVIRON in states else "", owner.function.qualname)
        if touch.within == owner.function.qualname
    ]
    for touch in own:
        if touch.state not in states or touch.how not in hows or _is_excused(touch, owner, own):
            continue
        surroundings = surroundings or scene.around(owner)
        if surroundings.open or is_undone(touch, owner, surroundings, scene):
            continue
        yield Leak(touch, owner, any(undoes(other, touch, owner) for other in own))


def is_wrapped(owner: Owner) -> bool:
    """Does a decorator run the function in a process of its own, or put things back? Or is it a fixture that sets
    things back before each test?"""
    if owner.fixture and any(word in owner.fixture.name.lower() for word in (*GENERAL, *RESETTING)):
        return True
    names = [str(each.value or "").lower() for each in owner.function.decorators]
    return any(word in name for name in names if not name.startswith("pytest.mark.") for word in APART)


def _is_excused(touch: Touch, owner: Owner, own: list[Touch]) -> bool:
    """Is it itself done at the end, or in a place of which we cannot tell whether it lasts?"""
    if touch.is_final or touch.is_deferred or "if" in touch.blocks or "except" in touch.blocks:
        return True
    if puts_back(touch):
        return True
    if touch.state in ("attribute", ENVIRON) and any(_names_it(each, touch) for each in owner.function.decorators):
        return True
    if owner.first_yield and touch.place.line > owner.first_yield:
        return True
    entered = [name for block in touch.blocks if block.startswith("with ") for name in block[5:].split()]
    if any(name.rpartition(".")[2] not in CALM_CONTEXTS or name.endswith(FAILING) for name in entered):
        return True
    if _is_as_before(touch, owner, own) or _is_usual(touch, owner) or any(_holds(each, touch) for each in own):
        return True
    return is_reset(touch) or any(undoes(touch, other, owner) for other in own)


def _holds(made: Touch, touch: Touch) -> bool:
    """Is the change one of an object that the same function makes and puts there first? That is told of instead."""
    return (
        (made.state, made.how, touch.state) == ("attribute", "set", "attribute")
        and made.place < touch.place
        and touch.item.startswith(f"{made.item}.")
        and made.value is not None
        and made.value.kind == "call"
    )


def _is_as_before(touch: Touch, owner: Owner, own: list[Touch]) -> bool:
    """Is it taken out before, and then set to the constant that the set-up of the same file sets?"""
    value = touch.value
    if touch.how != "set" or value is None or value.kind != "constant":
        return False
    return any(
        each.how == "remove" and each.place < touch.place and matches(each, touch, owner.file) for each in own
    ) and any(
        each.how == "set"
        and each.within != touch.within
        and (each.state, each.item) == (touch.state, touch.item)
        and each.value is not None
        and each.value.value == value.value
        and "setup" in each.within.rpartition(".")[2].lower()
        for each in owner.file.touches
    )


def _is_usual(touch: Touch, owner: Owner) -> bool:
    """Is it set to the constant that another function of the file goes back to after a change?"""
    value = touch.value
    if touch.state != "attribute" or touch.how != "set" or value is None or value.kind != "constant":
        return False
    others: dict[str, list[Touch]] = {}
    for each in owner.file.touches:
        if each.within != touch.within and (each.state, each.how, each.item) == ("attribute", "set", touch.item):
            others.setdefault(each.within, []).append(each)
    return any(
        last.value is not None
        and last.value.kind == "constant"
        and last.value.value == value.value
        and any(is_switched_back(last, each) for each in before)
        for *before, last in others.values()
    )


def _names_it(decorator: Expr, touch: Touch) -> bool:
    """Does a decorator of the project's own speak of the attribute, or of what it belongs to; or of the variable?"""
    name = str(decorator.value or "").rpartition(".")[2].lower()
    if touch.state == ENVIRON:
        return touch.item.lower() in name.split("_")  # `@run_with_tz("EST")`
    return any(len(part) > 2 and part in name for part in touch.item.lower().split("."))


def undoes(later: Touch, touch: Touch, owner: Owner) -> bool:
    """Does an operation of the same function put back what another one changed before it?"""
    if touch.state == "attribute" and (later.state, later.how) == ("sys.modules", "remove"):
        return touch.place < later.place and bool(later.item) and touch.item.startswith(f"{later.item}.")
    if later is touch or not touch.place < later.place or not matches(later, touch, owner.file) or later.how == "guard":
        return False
    if later.how in ("remove", "all", "gone") or is_reset(later):
        is_as_set = later.how == "gone" and touch.value is not None and is_none(touch.value)
        return touch.how not in ("remove",) and not is_as_set
    if later.state == "os.getcwd" and later.value is not None and later.value.value == "..":
        return True
    if touch.state == "entry" and later.state == "attribute" and is_empty(later.value):
        return True  # `errors.CUSTOM[1064] = …`, `errors.CUSTOM = {}`
    return later.how == "set" and is_former(later, touch, owner)


FAKE_FOLDERS = frozenset({"fs", "fs_class", "fs_module", "fs_session", "fake_filesystem"})  # of pyfakefs


def is_undone(touch: Touch, owner: Owner, surroundings: Surroundings, scene: Scene) -> bool:
    """Does something put it back whatever happens, or may do so?"""
    if touch.state in ("sys.path", "sys.modules", "os.getcwd") and {"pytester", "testdir"} & surroundings.fixtures:
        return True
    if touch.state == "os.getcwd" and FAKE_FOLDERS & surroundings.fixtures:
        return True
    if touch.state in FIXTURES and surroundings.unseen:
        return True
    name = owner.function.qualname
    if any(call.within == name and call.name.startswith("monkeypatch._set") for call in owner.file.calls):
        return True  # by pytest's own list of what to undo
    if touch.state in ("attribute", "entry", "context variable") and is_told_to_reset(touch, owner):
        return True
    if calls_its_end(touch, owner, WORDS.get(touch.state, ())) or starts_a_guard(touch, owner):
        return True
    if touch.by and any(each.state == "sys.modules" and each.within == name for each in owner.file.touches):
        return True  # the helper may miss what it needs, and change nothing
    words = (*FIXTURES.get(touch.state, ()), "restore")
    known = {each.name.rpartition(".")[2] for each in surroundings.functions}
    if touch.state == "attribute" and "." in touch.item:
        words += (touch.item.partition(".")[0],)  # `_shop_test_env` of a plugin, for something of shop
    if any(word in name.lower() for name in surroundings.fixtures - known - OTHERS for word in words):
        return True
    if any(_wraps_a_guard(each, touch, owner, scene) for each in owner.function.decorators):
        return True
    return any(_undone_by(each, touch, owner, scene) for each in surroundings.functions)


def _wraps_a_guard(decorator: Expr, touch: Touch, owner: Owner, scene: Scene) -> bool:
    """Does a decorator of the project's own put the same thing back around the function that it wraps?"""
    if touch.state == "os.environ" or "pytest.mark." in str(decorator.value):
        return False
    name = str(decorator.value or "").rpartition(".")[2]
    return any(matches(each, touch, file, owner.file) for file, each in scene.wrapped.get(name, ()))


def _undone_by(around: Surround, touch: Touch, owner: Owner, scene: Scene) -> bool:
    own = around.file is owner.file and around.name == owner.function.qualname
    for each in scene.touches_in(around.file, touch.state, around.name) if own or not around.lasts else ():
        if each is touch:
            continue
        if each.state == "call" and each.how == "guard":
            words = each.item.lower()
            if touch.item.rpartition(".")[2].lower() in words.split() or any(
                word in words for word in WORDS.get(touch.state, ())
            ):
                return True
        elif each.state in ("call", "finalizer"):
            if _is_end(each, around) and _may_undo(each, touch, around.file, around):
                return True
        elif each.state == "sys.modules" and each.how == "guard" and touch.state == "attribute":
            if not each.item or touch.item.startswith(f"{each.item}."):
                return True  # the module is itself a stand-in
        elif matches(each, touch, around.file, owner.file):
            if not own and (each.how == "set" or (each.how == "all" and each.state == "attribute")):
                return True  # it is set anew for each test, or put back, or itself reported
            is_end = each.within != around.name or _is_end(each, around)
            is_after = not own or touch.place < each.place or each.is_deferred
            if each.how == "guard" or (is_end and is_after):
                return True
    if own or around.lasts:
        return False
    return (
        _calls_one_that_sets(around, touch, owner)
        or resets_all(around, touch)
        or reloads(around, touch)
        or resets_the_object(around, touch)
        or yields_within(around, touch)
    )


def _calls_one_that_sets(around: Surround, touch: Touch, owner: Owner) -> bool:
    """Does what runs around the test call a function of its file, or class, that sets it anew or guards it?"""
    of = around.name.rpartition(".")[0]
    called = {call.name.replace("self.", f"{of}.") for call in around.file.calls_in(around.name)}
    return any(
        each.how in ("set", "guard") and matches(each, touch, around.file, owner.file)
        for name in called
        for each in around.file.touches_in(name)
    )


def _is_end(touch: Touch, around: Surround) -> bool:
    """Is it done when the function ends, or by one that runs at the end?"""
    if touch.is_final or touch.is_deferred or around.is_teardown:
        return True
    return bool(around.first_yield) and touch.place.line > around.first_yield


def _may_undo(call: Touch, touch: Touch, file: SourceFile, around: Surround) -> bool:
    """May the function that is called at the end put it back? We look into those of the same file."""
    head, _, last = call.item.rpartition(".")
    if touch.state in ("context variable", "listeners", "receivers"):  # by a method of the same thing
        return call.item == "sqlalchemy.event.remove" if touch.state == "listeners" else head == touch.item
    name = last or head
    own = [f"{around.name}.<locals>.{name}", name] if not head else []
    if head in ("self", "cls"):
        own = [f"{around.name.rpartition('.')[0]}.{name}"]
    for each in own:
        if file.function(each):
            return any(other.within == each and other.state in (touch.state, "call") for other in file.touches)
    if head.startswith("super"):
        return False  # the classes above are read for themselves
    words = (*GENERAL, *WORDS.get(touch.state, ()))
    if name in ("clear", "reset") and any(word in head.lower() for word in WORDS.get(touch.state, ())):
        return True  # `self.addCleanup(manager.loggerDict.clear)`
    if touch.state in ("attribute", "entry") and head and touch.item.startswith((f"{head}.", f"{head}[")):
        return True  # asked of the same module or object
    is_function = not head or any(each.dotted in (call.item, head) for each in file.imports)
    if touch.state in ("attribute", "entry", "global", "class") and is_function:
        words += RESETTING
    return any(word in name.lower() for word in words)


def is_set_again(other: Touch, touch: Touch, file: SourceFile) -> bool:
    """Is it an operation of the same file that takes back what the module sets when it is imported?"""
    if other is touch or not matches(other, touch, file):
        return False
    return other.how in ("remove", "all", "guard") or other.is_deferred or other.is_final


def is_none(value: Expr) -> bool:
    return value.kind == "constant" and value.value is None


def is_empty(value: Expr | None) -> bool:
    return value is not None and value.kind in ("dict", "list") and not (value.parts or value.values or value.keywords)

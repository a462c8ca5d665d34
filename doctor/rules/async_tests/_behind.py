"""Async tests in whose place a decorator of the project puts a plain function."""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.places import Place
from doctor.model.record import Record
from doctor.model.sources import Expr, Function, SourceFile, Test
from doctor.model.wrappers import Wrapper, Wrappers
from doctor.rules.classes import ASYNC_CASES, TESTCASES, Found, World
from doctor.rules.closure import definition
from doctor.rules.decorators import are_harmless

AWAITS = (3, 11)  # the first Python whose IsolatedAsyncioTestCase awaits async functions alone
KEEPS_COROUTINES = (3, 15)  # the first one whose context managers look at what they decorate
NEVER_TOLD = ("skip", "xfail")


class Manager(Record):
    """A function under `@contextmanager`, used as a decorator."""

    name: str
    place: Place


class Behind(Record):
    """An async test, the place of the decorator, the function that decorates (its name and file), and what it puts
    there. `drops` is whether the coroutine is dropped without a word, by the wrapper or by unittest."""

    test: Test
    decorator: Place
    maker: tuple[str, str]
    by: Wrapper | Manager
    drops: bool


def behind(test: Test, file: SourceFile, world: World, wrappers: Wrappers, python: tuple[int, ...]) -> Iterator[Behind]:
    """The one decorator of the test that is no harmless one, if it does that."""
    home = world.sources.get(test.file) if test.file else file
    function = definition(world.sources, file, test) if test.is_async else None
    if home is None or function is None or function.yields or any(mark.name in NEVER_TOLD for mark in test.marks):
        return
    strange = [each for each in function.decorators if not are_harmless([each], home)]
    maker = resolved(strange[0], home, world) if len(strange) == 1 else None
    if maker is None or not is_known(function, home, world):
        return
    by = made_by(strange[0], maker, world, wrappers, python)
    ends = case_of(test, file, world, python) if by else None
    if by and ends is not None:
        drops = ends or (isinstance(by, Wrapper) and not by.returns)
        yield Behind(test, strange[0].place, maker, by, drops)


def resolved(decorator: Expr, file: SourceFile, world: World) -> tuple[str, str] | None:
    """The project's function that decorates, by its file and name, if nothing else has its name."""
    if decorator.kind not in ("name", "call"):
        return None
    module, _, name = str(decorator.value).rpartition(".")
    home = world.file_of(module, file.path) if module else file
    if home is None or home.value(name) or sum(each.qualname == name for each in home.functions) != 1:
        return None
    return home.path, name


def made_by(
    decorator: Expr, maker: tuple[str, str], world: World, wrappers: Wrappers, python: tuple[int, ...]
) -> Wrapper | Manager | None:
    home = world.sources.get(maker[0])
    function = home.function(maker[1]) if home else None
    if function is None or function.branch or function.is_async:
        return None
    if not function.decorators:
        return wrappers.of(*maker, decorator.kind == "call")
    is_manager = [each.value for each in function.decorators] == ["contextlib.contextmanager"]
    is_told = is_manager and decorator.kind == "call" and bool(python) and python < KEEPS_COROUTINES
    return Manager(name=function.name, place=function.place) if is_told else None


def is_known(function: Function, home: SourceFile, world: World) -> bool:
    """Does nothing that we do not know stand around the class that it is written in?"""
    if not function.class_name:
        return True
    klass = home.class_(function.class_name)
    return bool(klass and is_untouched(Found(home, klass), world))


def is_untouched(found: Found, world: World) -> bool:
    own = [each for each in world.lineage(found) if isinstance(each, Found)]
    return all(not each.klass.keywords and are_harmless(each.klass.decorators, each.file) for each in own)


def case_of(test: Test, file: SourceFile, world: World, python: tuple[int, ...]) -> bool | None:
    """Does unittest drop what the test gives? None where somebody unknown stands above its class."""
    klass = world.find(test.class_name, file) if test.class_name else None
    strangers = set(world.strangers(klass)) if klass else set[str]()
    if strangers - TESTCASES or (test.class_name and klass is None):
        return None
    if strangers & ASYNC_CASES:
        return True if python >= AWAITS else None
    return bool(strangers)

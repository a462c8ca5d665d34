"""What runs around a test, fixture or set-up function, and may put back what it changes."""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.environment import Modules
from doctor.model.plugins import Plugins
from doctor.model.record import Record, once
from doctor.model.sources import Fixtures, Function, SourceFile, Sources, Test
from doctor.model.touches import Touch
from doctor.rules.classes import PLAIN, TESTCASES, Found, World
from doctor.rules.closure import closure
from doctor.rules.isolation._helped import Helpers, helped, helpers_of
from doctor.rules.isolation._owners import SETUPS, TEARDOWNS, Owner
from doctor.rules.naming import folder_of, is_within

# Bases that put nothing back, wherever they come from.
CALM = (*TESTCASES, "django.test.TestCase", "django.test.SimpleTestCase", "django.test.TransactionTestCase")
HOOKS = ("pytest_runtest_setup", "pytest_runtest_teardown", "pytest_runtest_call", "pytest_runtest_protocol")


class Surround(Record):
    """A function that runs around: one of a fixture may have its tear-down behind a `yield`."""

    file: SourceFile
    name: str  # qualified; of a class for what its decorators do
    first_yield: int = 0
    is_teardown: bool = False
    lasts: bool = False  # to the end of the run: what it puts back then, it does not put back between tests


class Surroundings(Record):
    """All that runs around one owner. `open` is whether something else does that cannot be read, `unseen` whether one
    of the fixtures is defined where nobody can look."""

    functions: tuple[Surround, ...]
    fixtures: frozenset[str]  # names, also of plugins
    open: bool = False
    unseen: bool = False


def outermost(function: str) -> str:
    """The qualified name of the function that others are within."""
    return function.partition(".<locals>.")[0]


class Scene(Record):
    """Where surroundings are looked up."""

    sources: Sources
    fixtures: Fixtures
    plugins: Plugins
    modules: Modules

    @once
    def _helpers(self) -> Helpers:
        return helpers_of(self.sources)

    @once
    def _touches(self) -> dict[str, tuple[Touch, ...]]:
        return {}  # filled by `touches`

    def touches(self, file: SourceFile, state: str) -> tuple[Touch, ...]:
        """What the file touches; of variables also what functions of other modules do that it calls."""
        if state != "os.environ" or not self._helpers:
            return file.touches
        if file.path not in self._touches:
            more = helped(file, self._helpers, self.modules)
            self._touches[file.path] = tuple(sorted((*file.touches, *more), key=lambda touch: touch.place))
        return self._touches[file.path]

    @once
    def _within(self) -> dict[tuple[str, bool], dict[str, list[Touch]]]:
        return {}  # filled by `touches_in`

    def touches_in(self, file: SourceFile, state: str, function: str) -> list[Touch]:
        """Those of one function, and of functions within it."""
        touches = self.touches(file, state)
        key = (file.path, touches is file.touches)
        if key not in self._within:
            found: dict[str, list[Touch]] = {}
            for each in touches:
                found.setdefault(outermost(each.within), []).append(each)
            self._within[key] = found
        inner = f"{function}.<locals>."
        own = self._within[key].get(outermost(function), ())
        return [each for each in own if each.within == function or each.within.startswith(inner)]

    @once
    def _asked(self) -> dict[tuple[str, str, tuple[str, ...]], set[str]]:
        return {}  # filled by `asked`

    def asked(self, test: Test, file: SourceFile) -> set[str]:
        """The fixtures that a test comes to use."""
        key = (file.path, test.class_name, test.requests)
        if key not in self._asked:
            self._asked[key] = closure(file.path, set(test.requests), self.fixtures, self.plugins, test.class_name)
        return self._asked[key]

    @once
    def wrapped(self) -> dict[str, list[tuple[SourceFile, Touch]]]:
        """What functions within functions do at their end, such as decorators', by the name of the outer one."""
        found: dict[str, list[tuple[SourceFile, Touch]]] = {}
        for file in self.sources:
            for each in file.touches:
                outer, is_within, _ = each.within.partition(".<locals>.")
                if is_within and each.is_final:
                    found.setdefault(outer, []).append((file, each))
        return found

    def around(self, owner: Owner) -> Surroundings:
        file = owner.file
        classes, is_open = self._classes(owner)
        names = self._names(owner)
        found = [Surround(file, owner.function.qualname, owner.first_yield)]
        found += classes
        found += [_of(file, each) for each in file.functions if not each.class_name and is_set_up(each)]
        found += self._fixtures(file, names)
        found += self._hooks(file)
        is_open = is_open or self._may_get_more(file)
        return Surroundings(tuple(found), frozenset(names), is_open, self._asks_for_unseen(file, names))

    def _names(self, owner: Owner) -> set[str]:
        asked = {name for test in owner.tests for name in test.requests}
        asked.update(param.name for param in owner.function.params)
        return closure(owner.file.path, asked, self.fixtures, self.plugins, owner.function.class_name)

    def _classes(self, owner: Owner) -> tuple[list[Surround], bool]:
        """The set-up and tear-down methods of its class and the classes above, and what decorates these."""
        found: list[Surround] = []
        world = World(self.sources, self.modules)
        klass = owner.file.class_(owner.function.class_name)
        for each in world.lineage(Found(owner.file, klass)) if klass else ():
            if isinstance(each, str):
                if each not in CALM and each not in PLAIN:
                    return found, True
                continue
            found.append(Surround(each.file, each.klass.qualname))
            for name in each.klass.methods:
                function = each.file.function(f"{each.klass.qualname}.{name}")
                if function and is_set_up(function):
                    found.append(_of(each.file, function))
        return found, False

    def _fixtures(self, file: SourceFile, names: set[str]) -> Iterator[Surround]:
        visible = self.fixtures.visible.get(file.path, {})
        for name in names:
            for each in visible.get(name, ()):
                home = self.sources.get(each.fixture.place.file) if each.fixture else None
                if each.fixture and home:
                    function = home.function(each.fixture.function)
                    first = function.yields[0].line if function and function.yields else 0
                    yield Surround(home, each.fixture.function, first, lasts=each.scope == "session")

    def _may_get_more(self, file: SourceFile) -> bool:
        """Does a conftest.py above import what may be fixtures from one that cannot be read, so that one of them may
        run around each test?"""
        visible = self.fixtures.visible.get(file.path, {})
        unread = {name for name, found in visible.items() if found and not found[0].scope and not found[0].place}
        return any(
            each.alias in unread
            and not each.guarded
            and not {"conftest", "fixtures"}.isdisjoint(each.module.split("."))
            for other in (self.sources if unread else ())
            if other.role == "conftest" and is_within(file.path, folder_of(other.path))
            for each in other.imports
        )

    def _asks_for_unseen(self, file: SourceFile, names: set[str]) -> bool:
        """Is one of the fixtures nowhere to be seen, in a file that may get some from where we cannot look?"""
        visible = self.fixtures.visible.get(file.path, {})
        return file.path in self.fixtures.open and not names <= visible.keys()

    def _hooks(self, file: SourceFile) -> Iterator[Surround]:
        for other in self.sources:
            if other.role == "plugin" or (other.role == "conftest" and is_within(file.path, folder_of(other.path))):
                for name in HOOKS if other.touches else ():
                    if function := other.function(name):
                        yield Surround(other, name, function.yields[0].line if function.yields else 0, True)


def is_set_up(function: Function) -> bool:
    return function.name in SETUPS or function.name in TEARDOWNS


def _of(file: SourceFile, function: Function) -> Surround:
    return Surround(file, function.qualname, is_teardown=function.name in TEARDOWNS)

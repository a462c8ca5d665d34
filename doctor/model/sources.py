"""The project's Python files, and the fixtures that each of them sees."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set

from doctor.model.code import Call as Call
from doctor.model.code import Class as Class
from doctor.model.code import Fixture as Fixture
from doctor.model.code import Function as Function
from doctor.model.code import Import as Import
from doctor.model.code import Mark as Mark
from doctor.model.code import Param as Param
from doctor.model.code import SyntaxFault as SyntaxFault
from doctor.model.code import Test as Test
from doctor.model.code import Write as Write
from doctor.model.code import Yielding as Yielding
from doctor.model.expressions import Expr as Expr
from doctor.model.flows import Flows
from doctor.model.places import Place
from doctor.model.plugins import Provided
from doctor.model.record import Record, once
from doctor.model.touches import Touch

UNSURE_PLUGINS = "if pytest_plugins"  # how `SourceFile.assigned` calls once more what stands under a condition


class SourceFile(Record):
    """One Python file of the project.

    `role` is "test" (matches python_files or is named on the command line), "conftest", "plugin" (loaded by -p or
    pytest_plugins) or "module" (other files that rules look into). `collected` is whether this call would collect it.
    `all` is `__all__` when it is literal. `assigned` are module-level names with their values; the last one holds.

    `calls` and `writes` are all of them at module level, in conftests, plugins and fixtures. Elsewhere they are the
    calls of pytest, warnings, mock, os, sys, socket, asyncio, subprocess and the like, of this file's own async
    functions and fixtures, of names imported from test helpers, and of methods that tests know by their name
    (`getfixturevalue`, `setenv`, `addfinalizer`, `parametrize`, …: doctor/facts/sources/interest.py).
    `imported_marks` are uses of imported names where marks stand, which another file would have to define.
    `referenced` are the names of this file's own functions, methods and classes that its code reads or deletes
    somewhere, as a name, an attribute (`self.setup`) or a string of its own (`getattr(self, "setup")`); sorted.
    `touches` are what it does to state that the process, or the workers of pytest-xdist, share; `flows` what it makes
    that has to be ended, and how its mocks are asked.
    """

    path: str
    role: str
    collected: bool = False
    fault: SyntaxFault | None = None
    imports: tuple[Import, ...] = ()
    functions: tuple[Function, ...] = ()
    classes: tuple[Class, ...] = ()
    fixtures: tuple[Fixture, ...] = ()
    marks: tuple[Mark, ...] = ()
    calls: tuple[Call, ...] = ()
    assigned: tuple[tuple[str, Expr], ...] = ()
    tests: tuple[Test, ...] = ()
    provided: Provided = Provided()
    all: tuple[str, ...] | None = None
    writes: tuple[Write, ...] = ()
    imported_marks: tuple[Mark, ...] = ()
    referenced: tuple[str, ...] = ()
    touches: tuple[Touch, ...] = ()
    flows: Flows = Flows()

    @once
    def _positions(self) -> dict[str, int]:
        return {function.qualname: index for index, function in enumerate(self.functions)}

    def function(self, qualname: str) -> Function | None:
        """The function of this name: of several, the last one, which takes the place of the others."""
        position = self._positions.get(qualname)
        return None if position is None else self.functions[position]

    @once
    def _class_positions(self) -> dict[str, int]:
        return {klass.qualname: index for index, klass in enumerate(self.classes)}

    def class_(self, qualname: str) -> Class | None:
        position = self._class_positions.get(qualname)
        return None if position is None else self.classes[position]

    @once
    def _decorators(self) -> dict[int, str]:
        items: tuple[Function | Class, ...] = (*self.functions, *self.classes)
        return {each.place.line: item.qualname for item in items for each in item.decorators}

    def decorated_in(self, line: int) -> str:
        """The function or class of which this line is a decorator, "" where it is none."""
        return self._decorators.get(line, "")

    def value(self, name: str) -> Expr | None:
        return next((value for key, value in reversed(self.assigned) if key == name), None)

    def knows(self, name: str) -> bool:
        """Is there a function, a method, an import or a value of this name?"""
        return (
            self.value(name) is not None
            or any(each.name == name for each in self.functions)
            or any(each.name == name for each in self.imports)
        )

    @property
    def skips_itself(self) -> bool:
        """Does the module skip itself at its top, perhaps under a condition?"""
        return any(not call.within for call in self.calls_of("pytest.skip", "pytest.importorskip"))

    @once
    def _called(self) -> dict[str, list[int]]:
        return positions(self.calls)

    def calls_in(self, function: str) -> list[Call]:
        """Its calls within the function of this qualified name, "" for the module's own; not those of functions
        within."""
        return [self.calls[index] for index in self._called.get(function, ())]

    @once
    def _touched(self) -> dict[str, list[int]]:
        return positions(self.touches)

    def touches_in(self, function: str) -> list[Touch]:
        """What it touches there."""
        return [self.touches[index] for index in self._touched.get(function, ())]

    def calls_of(self, *names: str) -> Iterator[Call]:
        return (call for call in self.calls if call.name in names)


def positions(items: Iterable[Call | Touch]) -> dict[str, list[int]]:
    """Where those of each function stand."""
    found: dict[str, list[int]] = {}
    for index, each in enumerate(items):
        found.setdefault(each.within, []).append(index)
    return found


class Sources(Record):
    """All Python files of the project that bear on its tests, by path."""

    files: Mapping[str, SourceFile] = {}

    def __iter__(self) -> Iterator[SourceFile]:
        return iter(self.files.values())

    def get(self, path: str) -> SourceFile | None:
        return self.files.get(path)

    @once
    def collected(self) -> tuple[SourceFile, ...]:
        """Test files that this call collects."""
        return tuple(file for file in self if file.collected)

    @once
    def conftests(self) -> tuple[SourceFile, ...]:
        return tuple(file for file in self if file.role == "conftest")

    @once
    def reaching_others(self) -> tuple[SourceFile, ...]:
        """Conftests and local plugins: what stands in them holds for other files."""
        return tuple(file for file in self if file.role in ("conftest", "plugin"))

    @once
    def generating(self) -> tuple[SourceFile, ...]:
        """Those of them that define, import or assign `pytest_generate_tests`."""
        return tuple(file for file in self.reaching_others if file.knows("pytest_generate_tests"))

    @once
    def ignoring(self) -> tuple[tuple[SourceFile, Call], ...]:
        """Conftests with each `collect_ignore` of theirs that depends on something."""
        return tuple(
            (conftest, call)
            for conftest in self.conftests
            for call in conftest.calls
            if call.name.startswith("collect_ignore") and call.guarded
        )

    @property
    def marks(self) -> Iterator[tuple[SourceFile, Mark]]:
        return ((file, mark) for file in self for mark in file.marks)

    @property
    def tests(self) -> Iterator[tuple[SourceFile, Test]]:
        return ((file, test) for file in self.collected for test in file.tests)


class VisibleFixture(Record):
    """A fixture as a file sees it: from which plugin, conftest, module or class."""

    name: str
    scope: str
    is_async: bool
    origin: str  # file of the project, or the plugin's name
    place: Place | None
    fixture: Fixture | None = None
    class_name: str = ""
    autouse: bool = False


def of_class(found: Iterable[VisibleFixture], class_name: str) -> list[VisibleFixture]:
    """Those that the class, or one around it, defines: the innermost first."""
    own = [each for each in found if each.class_name and f"{class_name}.".startswith(f"{each.class_name}.")]
    return sorted(own, key=lambda each: len(each.class_name), reverse=True)


class Fixtures(Record):
    """Which fixtures each file sees. `visible[path][name]` lists definitions, the one that wins first; those of classes
    come last. One of scope "" and no place may be a fixture, or not: imported from outside, or made by a call.
    `automatic[path]` are the names of which some definition is autouse.

    `open` holds the files whose fixtures cannot all be told (a star import of something unknown, fixtures computed at
    run time): there, "not found" may not be said.
    """

    visible: Mapping[str, Mapping[str, tuple[VisibleFixture, ...]]] = {}
    open: Set[str] = frozenset()
    automatic: Mapping[str, tuple[str, ...]] = {}

    def of(self, path: str, name: str, class_name: str = "") -> VisibleFixture | None:
        """The definition that wins in the file, for a test of the class if one is named."""
        found = self.visible.get(path, {}).get(name, ())
        return next(iter(of_class(found, class_name) or found), None)

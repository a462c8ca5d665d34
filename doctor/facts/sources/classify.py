"""Which functions of a file pytest collects, with the `python_*` patterns in force."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from doctor.facts.sources import classes
from doctor.facts.sources.classes import Defined
from doctor.facts.sources.patterns import Patterns
from doctor.facts.sources.requests import requests
from doctor.model.places import Place
from doctor.model.record import Record
from doctor.model.sources import Class, Expr, Function, Mark, SourceFile, Test

MAX_DEPTH = 10  # of classes within classes, which may inherit from those around them
NOT_CALLED = ("property", "functools.cached_property", "typing.overload")
KEPT = 50  # files
NOT_TESTS = ("nottest", "not_test", "not_a_test")

Look = Callable[[SourceFile, str], "tuple[SourceFile, str] | None"]


class Collected(Record):
    """A class as it is collected: under which name, with which bases, and the marks of what is around it."""

    name: str
    order: tuple[Defined, ...]
    is_unittest: bool
    marks: tuple[Mark, ...]


class Own:
    """What a file says of its functions, by their names."""

    def __init__(self, file: SourceFile) -> None:
        self._marks: dict[str, list[Mark]] = {}
        for mark in file.marks:
            if mark.target == "function":
                self._marks.setdefault(mark.owner, []).append(mark)
        self._places: dict[str, list[Place]] = {}
        for function in file.functions:
            if function.qualname in self._marks:
                self._places.setdefault(function.qualname, []).append(function.place)
        self.fixtures = {fixture.place for fixture in file.fixtures}
        self.said = [write for write in file.writes if write.name.endswith(".__test__")]

    def marks(self, function: Function) -> list[Mark]:
        """Those of this function, not of another one of the same name above it."""
        found = self._marks.get(function.qualname, [])
        above = [place for place in self._places.get(function.qualname, ()) if place < function.place]
        return [mark for mark in found if max(above) < mark.place] if above else found


class Classifier:
    """Makes out the tests of files. `look` finds what a dotted name means in a file: the project's file that defines
    it, and its name there."""

    def __init__(self, patterns: Patterns, look: Look) -> None:
        self._patterns = patterns
        self._look = look
        self._starred_members: dict[str, dict[str, tuple[SourceFile, Function | Class | Place]]] = {}
        self._owns: dict[str, Own] = {}

    def tests(self, file: SourceFile) -> tuple[Test, ...]:
        """The tests of the file as pytest would collect them from it, whether this call does or not."""
        marks = tuple(mark for mark in file.marks if mark.target == "module")
        if self._is_off(file.value("__test__")):
            return ()
        found: list[Test] = []
        for name, (owner, item) in self._members(file).items():
            if isinstance(item, Function):
                found += self._function(file, name, owner, item, marks)
            elif isinstance(item, Class):
                found += self._class(file, name, Defined(owner, item), marks)
            elif self._patterns.is_class(name):  # TestMachine = Machine.TestCase, of hypothesis
                found.append(Test("runTest", "", item, class_name=name, unittest=True, marks=marks))
        return tuple(found)

    def _own(self, file: SourceFile) -> Own:
        """Kept for the files of late, which share their bases with the next ones."""
        if file.path not in self._owns:
            if len(self._owns) >= KEPT:
                self._owns.clear()
            self._owns[file.path] = Own(file)
        return self._owns[file.path]

    def _members(self, file: SourceFile) -> dict[str, tuple[SourceFile, Function | Class | Place]]:
        """What the module's names stand for in the end, where that is something that could be a test."""
        found: dict[str, tuple[Place, SourceFile, Function | Class | Place | None]] = {}

        def put(name: str, place: Place, owner: SourceFile, item: Function | Class | Place | None) -> None:
            before = found.get(name)
            if before is None or not place < before[0]:
                found[name] = (place, owner, item)

        for name, place, owner, item in self._imported(file):
            put(name, place, owner, item)
        for function in file.functions:
            if not function.class_name and not function.is_nested and not is_for_types(function.branch):
                put(function.name, function.place, file, function)
        for klass in file.classes:
            if klass.qualname == klass.name and not is_for_types(klass.branch):
                put(klass.name, klass.place, file, klass)
        for name, value in file.assigned:
            put(name, value.place, *self._assigned(file, value))
        return {name: (owner, item) for name, (_, owner, item) in found.items() if item is not None}

    def _assigned(self, file: SourceFile, value: Expr) -> tuple[SourceFile, Function | Class | Place | None]:
        if value.kind != "name":
            return file, None
        text = str(value.value)
        own = file.function(text) or file.class_(text)
        if own:
            return file, own
        if text.endswith(".TestCase") and file.class_(text.removesuffix(".TestCase")):
            return file, value.place
        return self._item(self._look(file, text)) or (file, None)

    def _item(self, found: tuple[SourceFile, str] | None) -> tuple[SourceFile, Function | Class] | None:
        if not found:
            return None
        owner, name = found
        defined: list[Function | Class] = [each for each in owner.functions if each.qualname == name]
        defined += [each for each in owner.classes if each.qualname == name]
        if not defined:
            return None
        last = max(defined, key=lambda each: (each.place.line, each.place.column))
        assigned = owner.value(name)
        return None if assigned and last.place < assigned.place else (owner, last)

    def _imported(self, file: SourceFile) -> Iterator[tuple[str, Place, SourceFile, Function | Class | None]]:
        """Tests and test classes that the module imports: pytest collects them here again."""
        if not self._patterns.imported:
            return
        for each in file.imports:
            if not each.name or each.guarded in ("function", "type-checking"):
                continue
            if each.name == "*":
                yield from self._starred(file, each.module, each.place)
            else:  # of whatever name: it may be a TestCase
                owner, item = self._item(self._look(file, each.dotted)) or (file, None)
                yield each.alias, each.place, owner, item

    def _starred(
        self, file: SourceFile, module: str, place: Place
    ) -> Iterator[tuple[str, Place, SourceFile, Function | Class]]:
        found = self._look(file, f"{module}.*")
        if not found or found[0].path == file.path:
            return
        source = found[0]
        if source.path not in self._starred_members:
            self._starred_members[source.path] = {}  # where a circle of star imports ends
            self._starred_members[source.path] = self._members(source)
        for name, (owner, item) in self._starred_members[source.path].items():
            public = name in source.all if source.all is not None else not name.startswith("_")
            if public and not isinstance(item, Place):
                yield name, place, owner, item

    def _function(
        self, file: SourceFile, name: str, owner: SourceFile, function: Function, marks: tuple[Mark, ...]
    ) -> Iterator[Test]:
        if self._patterns.is_function(name) and self._is_called(owner, function):
            yield self._test(file, name, owner, function, marks, None)

    def _is_called(self, owner: SourceFile, function: Function, is_unittest: bool = False) -> bool:
        """Is it a function to pytest: no fixture, no property, nothing that says it is no test? unittest's own loader
        takes whatever can be called."""
        names = [str(each.value) for each in function.decorators]
        if any(name in NOT_CALLED or name.rpartition(".")[2] in NOT_TESTS for name in names):
            return False
        own = self._own(owner)
        if not is_unittest and own.fixtures and function.place in own.fixtures:
            return False
        says = f"{function.qualname}.__test__"
        return not any(
            self._is_off(write.value) and function.place < write.place for write in own.said if write.name == says
        )

    def _says(self, order: list[Defined]) -> Expr | None:
        """The value of `__test__`, as the class or the nearest of its bases has it, in its body or set from outside."""
        for each in order:
            name = f"{each.klass.qualname}.__test__"
            said = self._own(each.file).said
            outside = [write.value for write in said if write.name == name and each.klass.place < write.place]
            found = outside[-1] if outside else each.klass.attribute("__test__")
            if found is not None:
                return found
        return None

    @staticmethod
    def _is_off(value: Expr | None) -> bool:
        return value is not None and value.kind == "constant" and not value.value

    def _test(
        self,
        file: SourceFile,
        name: str,
        owner: SourceFile,
        function: Function,
        outer: tuple[Mark, ...],
        within: Collected | None,
    ) -> Test:
        marks = (*self._own(owner).marks(function), *outer)
        is_unittest = within is not None and within.is_unittest
        is_method = within is not None and all(str(each.value) != "staticmethod" for each in function.decorators)
        wanted, is_open = requests(function, marks, is_method, is_unittest)
        return Test(
            name,
            function.qualname,
            function.place,
            function.is_async,
            within.name if within else "",
            is_unittest,
            wanted,
            marks,
            "" if owner.path == file.path else owner.path,
            is_open,
        )

    def find_class(self, file: SourceFile, name: str) -> Defined | None:
        """The class of a dotted name in a file, its own or another's of the project."""
        own = classes.own_class(file, name)
        if own:
            return own
        found = self._item(self._look(file, name))
        return Defined(found[0], found[1]) if found and isinstance(found[1], Class) else None

    def _class(
        self, file: SourceFile, name: str, start: Defined, marks: tuple[Mark, ...], outer: str = ""
    ) -> Iterator[Test]:
        order, foreign = classes.line_up(start, self.find_class)
        is_unittest = classes.is_unittest(foreign)
        says = self._says(order)
        if self._is_off(says):
            return
        if not is_unittest:
            if not (self._patterns.is_class(name) or (says is not None and says.value is True)):
                return
            if classes.has_init(order, foreign) or classes.is_abstract(order, foreign):
                return
        own = tuple(
            mark
            for each in order
            for mark in each.file.marks
            if mark.target == "class" and mark.owner == each.klass.qualname
        )
        collected = Collected(f"{outer}.{name}" if outer else name, tuple(order), is_unittest, own + marks)
        yield from self._methods(file, collected)
        if not is_unittest and collected.name.count(".") < MAX_DEPTH:
            yield from self._inner(file, collected)

    def _methods(self, file: SourceFile, collected: Collected) -> Iterator[Test]:
        seen: set[str] = set()
        for each in collected.order:
            own = {function.name: function for function in classes.functions_of(each)}
            for name, value in each.klass.attributes:
                if str(value.value) in own and value.kind == "name":  # test_b = test_a
                    own[name] = own[str(value.value)]
                elif name not in own or own[name].place < value.place:
                    own.pop(name, None)
                    seen.add(name)
            for name, function in own.items():
                wanted = name.startswith("test") if collected.is_unittest else self._patterns.is_function(name)
                if name not in seen and wanted and self._is_called(each.file, function, collected.is_unittest):
                    yield self._test(file, name, each.file, function, collected.marks, collected)
            seen.update(own)

    def _inner(self, file: SourceFile, collected: Collected) -> Iterator[Test]:
        seen: set[str] = set()
        for each in collected.order:
            inner = classes.inner_of(each)
            for name, klass in inner.items():
                if name not in seen:
                    yield from self._class(file, name, Defined(each.file, klass), collected.marks, collected.name)
            seen.update(inner)


def is_for_types(branch: str) -> bool:
    """Does it stand where only type checkers look: `if TYPE_CHECKING:`?"""
    return any(part.startswith("typing:") for part in branch.split("/"))

"""The functions of a file that pytest calls itself: tests, fixtures, set-up and tear-down functions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from doctor.model.record import Record
from doctor.model.sources import Class, Fixture, Function, SourceFile, Test
from doctor.model.touches import Touch

SETUPS = frozenset(
    """setup_module setUpModule setup_class setUpClass setup_method setUp setup_function asyncSetUp""".split()  # noqa: SIM905
)
OF_CASES = frozenset({"setUpClass", "setUp", "asyncSetUp"})  # which are called in classes of unittest alone
TEARDOWNS = frozenset(
    """teardown_module tearDownModule teardown_class tearDownClass teardown_method tearDown teardown_function
    asyncTearDown""".split()  # noqa: SIM905
)


class Owner(Record):
    """One such function. `kind` is "test", "fixture" or "setup"; `tests` are those of the same function."""

    kind: str
    file: SourceFile
    function: Function
    tests: tuple[Test, ...] = ()
    fixture: Fixture | None = None

    @property
    def title(self) -> str:
        """How messages call it."""
        if self.fixture:
            return f"fixture '{self.fixture.name}'"
        return f"'{self.function.qualname}'" if self.kind == "setup" else f"test '{self.function.qualname}'"

    @property
    def first_yield(self) -> int:
        """The line behind which a fixture's tear-down stands; 0 if it has none."""
        return self.function.yields[0].line if self.fixture and self.function.yields else 0


def owners(file: SourceFile, touches: Iterable[Touch] | None = None) -> Iterator[Owner]:
    """Those of the file whose touches may be of interest."""
    touched = {touch.within for touch in (file.touches if touches is None else touches)}
    fixtures = {each.function: each for each in file.fixtures}
    tests: dict[str, list[Test]] = {}
    for test in file.tests if file.collected else ():
        if not test.file:
            tests.setdefault(test.function, []).append(test)
    for function in file.functions:
        name = function.qualname
        if name not in touched or function.is_nested:
            continue
        if name in fixtures:
            yield Owner("fixture", file, function, fixture=fixtures[name])
        elif name in tests:
            yield Owner("test", file, function, tuple(tests[name]))
        elif function.name in SETUPS and file.collected and not is_left(function, file):
            yield Owner("setup", file, function)


def is_left(function: Function, file: SourceFile) -> bool:
    """Is it a `setUp` of a plain class with tests, which nothing calls? See setup-method-misnamed."""
    if function.name not in OF_CASES or not any(test.class_name == function.class_name for test in file.tests):
        return False
    klass = file.class_(function.class_name)
    return klass is not None and klass.has_no_base and not any(is_base(klass, each) for each in file.classes)


def is_base(klass: Class, other: Class) -> bool:
    return any(str(base.value).rpartition(".")[2] == klass.name for base in other.bases)

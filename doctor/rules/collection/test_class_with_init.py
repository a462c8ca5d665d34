"""A class that looks like a test class has a constructor, so pytest does not collect it.

## Why

pytest makes a new object of a test class for each test and has nothing to give to a constructor. A class that matches
`python_classes` and has an `__init__` or `__new__` of its own, of a base or from `@dataclass` is left out, with all
its tests, and only a `PytestCollectionWarning` says so. Where warnings are errors, the file is not collected at all.
Classes that a test file imports count like its own.

See https://docs.pytest.org/en/stable/explanation/goodpractices.html#conventions-for-python-test-discovery.

## Instead

For tests: put what `__init__` does into `setup_method(self)` or a fixture. For a helper that is no test: give it
another name, or set `__test__ = False` in its body.

## Fix safety

`__test__ = False` in a helper without tests is safe. An `__init__` that takes nothing is renamed to `setup_method`
only when asked: its tests begin to run. There is no fix for other constructors.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine, IniValues, PytestConfig
from doctor.model.environment import Modules
from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.places import Place
from doctor.model.record import Record
from doctor.model.rewrites import AddToBody
from doctor.model.sources import SourceFile, Sources
from doctor.rules.classes import TESTCASES, Found, World
from doctor.rules.filters import Filter, error_filter
from doctor.rules.naming import fits, patterns
from doctor.rules.phrases import never_run
from doctor.rules.registry import rule

GENERATED = {
    "dataclasses.dataclass": "__init__",
    "pydantic.dataclasses.dataclass": "__init__",
    "attr.s": "__init__",
    "attr.attrs": "__init__",
    "attr.define": "__init__",
    "attr.frozen": "__init__",
    "attr.dataclass": "__init__",
    "attrs.define": "__init__",
    "attrs.frozen": "__init__",
    "attrs.mutable": "__init__",
}
BASES = {
    "typing.NamedTuple": "__new__",
    "enum.Enum": "__new__",
    "enum.IntEnum": "__new__",
    "enum.StrEnum": "__new__",
    "enum.Flag": "__new__",
    "enum.IntFlag": "__new__",
    "typing.Protocol": "__init__",
    "Exception": "__init__",
    "ValueError": "__init__",
    "RuntimeError": "__init__",
    "TypeError": "__init__",
    "KeyError": "__init__",
    "dict": "__init__",
    "list": "__init__",
    "str": "__new__",
    "int": "__new__",
    "pydantic.BaseModel": "__init__",
    "threading.Thread": "__init__",
}


OF_UNITTEST = tuple(f"unittest.{name}" for name in ("TestSuite", "TestResult", "TestLoader", "TestProgram"))


class Constructor(Record):
    """What keeps a class from being collected: `__init__` or `__new__`, and where it comes from."""

    name: str
    place: Place | None
    origin: str


@rule(severity=Severity.ERROR, since="0.1")
def check(
    config: PytestConfig, ini: IniValues, command_line: CommandLine, sources: Sources, modules: Modules
) -> Iterator[Problem]:
    prefixes, names = patterns(ini, "python_classes"), patterns(ini, "python_functions")
    world = World(sources, modules)
    users: dict[Place, tuple[Found, list[Place]]] = {}
    for file in sources.collected:
        for found, place in candidates(file, world, prefixes, ini["collect_imported_tests"] is not False):
            users.setdefault(found.key, (found, []))[1].append(place)
    text = "cannot collect test class"
    error = error_filter(config, ini, command_line, "PytestCollectionWarning", text)
    if error and ini["collect_imported_tests"] is not False:
        yield from of_unittest(sources, prefixes, error)
    for found, places in users.values():
        constructor = constructor_of(found, world)
        if constructor and not world.opts_out(found):
            tests = {name for name, _ in world.methods(found) if fits(name, names)}
            if not found.file.collected and not any(name.startswith("test_") for name in tests):
                tests = set()  # a class of the library, whose method `testsRun` is no test
            error = error_filter(config, ini, command_line, "PytestCollectionWarning", warning(found, constructor))
            yield problem(found, constructor, places, len(tests), error)


def of_unittest(sources: Sources, prefixes: tuple[str, ...], error: Filter) -> Iterator[Problem]:
    """Imports of what unittest has beside its TestCase, where the warning about them ends the collection."""
    for file in sources.collected:
        for each in file.imports:
            if (
                each.dotted not in OF_UNITTEST
                or each.guarded not in ("", "try", "skip")
                or not fits(each.alias, prefixes)
            ):
                continue
            words = f"cannot collect test class '{each.name}' because it has a __init__ constructor"
            yield Problem(
                place=each.place,
                message=f"{file.path} imports '{each.dotted}', which pytest takes for a class of tests",
                label="looks like a test class",
                related=(Related(error.place, "makes the warning an error"),) if error.place else (),
                consequence=f"collection stops: PytestCollectionWarning: {words} ('{error.text}')",
                help=f"write `import unittest`, and `unittest.{each.name}` where it is used",
            )


def candidates(
    file: SourceFile, world: World, prefixes: tuple[str, ...], imported: bool
) -> Iterator[tuple[Found, Place]]:
    """Classes that pytest looks at in this file: its own and those that it imports from the project."""
    for klass in file.classes:
        if not klass.is_nested and "." not in klass.qualname and fits(klass.name, prefixes):
            yield Found(file, klass), klass.place
    for each in file.imports if imported else ():
        if each.name == "*" and not each.guarded:
            home = world.file_of(each.module, file.path)
            for klass in home.classes if home else ():
                is_taken = home is not None and (home.all is None or klass.name in home.all)
                if home and is_taken and "." not in klass.qualname and fits(klass.name, prefixes):
                    yield Found(home, klass), each.place
        if each.name not in ("", "*") and each.guarded in ("", "try", "skip") and fits(each.alias, prefixes):
            found = world.find(each.dotted, file)
            if found and found.file.path != file.path:
                yield found, each.place


def constructor_of(found: Found, world: World) -> Constructor | None:
    """The constructor that pytest sees; None for unittest's classes and where a base cannot be told."""
    strangers = world.strangers(found)
    if any(name in TESTCASES or name not in BASES for name in strangers):
        return None
    for each in world.lineage(found):
        if isinstance(each, str):
            if each in BASES:
                return Constructor(BASES[each], None, f"from {each}")
            continue
        for name in ("__init__", "__new__"):
            if name in each.klass.methods:
                function = each.file.function(f"{each.klass.qualname}.{name}")
                inherited = "" if each.key == found.key else f"inherited from {each.klass.name}"
                return Constructor(name, function.place if function else None, inherited)
        for decorator in each.klass.decorators:
            name = str(decorator.value)
            made = GENERATED.get(name)
            init = decorator.keyword("init")
            if made and (init is None or init.value is not False):
                return Constructor(made, decorator.place, f"made by @{name}")
    return None


def warning(found: Found, constructor: Constructor) -> str:
    """pytest's own words."""
    return f"cannot collect test class '{found.klass.name}' because it has a {constructor.name} constructor"


def mended(found: Found, constructor: Constructor, tests: int) -> Fix | None:
    """Another name for a constructor of tests that takes nothing; a helper says that it is no test."""
    name = found.klass.name
    if not tests:
        return Fix(f"set __test__ = False in '{name}'", (AddToBody(found.klass.place, "__test__ = False"),), safe=True)
    function = found.file.function(f"{found.klass.qualname}.{constructor.name}")
    is_plain = function and len(function.params) == 1 and "setup_method" not in found.klass.methods
    if function is None or not is_plain or constructor.name != "__init__" or found.klass.bases:
        return None
    return Fix(f"rename '__init__' of '{name}' to 'setup_method'", (Replace(function.place, "setup_method"),))


def problem(found: Found, constructor: Constructor, places: list[Place], tests: int, error: Filter | None) -> Problem:
    name = found.klass.name
    origin = f" ({constructor.origin})" if constructor.origin else ""
    related = [Related(place, "imported here") for place in places if place != found.klass.place]
    if constructor.place:
        related.insert(0, Related(constructor.place, f"{constructor.name} comes from here"))
    if error and error.place:
        related.append(Related(error.place, "makes the warning an error"))
    lost = f"its {never_run(tests)}" if tests else "it is left out"
    words = f"PytestCollectionWarning: {warning(found, constructor)}"
    return Problem(
        place=found.klass.place,
        message=f"'{name}' has {constructor.name}{origin}: pytest does not collect such a class",
        label=lost if tests else "looks like a test class",
        related=tuple(related),
        consequence=f"collection stops: {words} ('{error.text}')"
        if error
        else f"{lost}; only a warning says so: {words}",
        help=f"move what {constructor.name} does into setup_method(self) or a fixture"
        if tests
        else f"set __test__ = False in the body of '{name}', or rename the class",
        fix=mended(found, constructor, tests),
        severity=Severity.ERROR if tests or error else Severity.NOTE,
    )

"""What stands in the project's Python files, as far as rules ask for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set

from doctor.model.expressions import Expr as Expr
from doctor.model.flows import Flows
from doctor.model.places import Place
from doctor.model.plugins import Provided
from doctor.model.record import Record, once
from doctor.model.touches import Touch

UNSURE_PLUGINS = "if pytest_plugins"  # how `SourceFile.assigned` calls once more what stands under a condition


class Import(Record):
    """One imported name. `module` is absolute (relative ones are resolved against the file's package), `name` is empty
    for `import module`, "*" for a star import. `alias` is the name that it is bound to.

    `guarded` is why a failure would not matter: "try", "type-checking", "skip" (behind an importorskip of the same
    module, or a module-level skip), "condition" (any other `if`), "function" (inside a function body); "" when it runs
    on import of the file. `skips` are the modules that `importorskip` asks for before: when one of them is missing,
    pytest does not come here.
    """

    module: str
    name: str
    alias: str
    place: Place
    guarded: str = ""
    level: int = 0
    skips: tuple[str, ...] = ()

    @property
    def dotted(self) -> str:
        return f"{self.module}.{self.name}" if self.name and self.name != "*" else self.module


class Param(Record):
    name: str
    place: Place
    has_default: bool = False
    kind: str = "plain"  # or "positional-only", "keyword-only", "*", "**"
    default: str | bool | None = None  # where it is a text or a truth value


class Call(Record):
    """A call somewhere in the file. `within` is the qualified name of the function around it, "" at module level.

    `is_statement` is whether nothing is done with its result. `branch` is the conditional block, as in `Function`.
    """

    expr: Expr
    within: str = ""
    guarded: str = ""
    awaited: bool = False
    is_statement: bool = False
    branch: str = ""

    @property
    def name(self) -> str:
        return str(self.expr.value or "")

    @property
    def place(self) -> Place:
        return self.expr.place


class Write(Record):
    """Something written to that is no plain name: `os.environ["X"] = …`, `module.attribute = …`, `del …`.

    `target` is the attribute or subscript; `value` is None for `del`. `within` is as in `Call`. `own` is whether the
    function itself gives the name that it begins with something, as in `params = dict(params)`.
    """

    target: Expr
    value: Expr | None
    within: str = ""
    guarded: str = ""
    own: bool = False

    @property
    def name(self) -> str:
        return str(self.target.value or "")

    @property
    def place(self) -> Place:
        return self.target.place


class Yielding(Record):
    """How a fixture that is a generator does not yield exactly once.

    `how` is "returns" (it returns before any yield: `place` is the `return`), "branch" (a condition alone decides
    whether it yields: the condition), "always again" (it yields once more whatever happens: that yield) or "again" (it
    does so on some path). Of tests that are generators it tells the yields of the old kind: "check" (`yield check, 1`).
    `early` is the only other yield of "again", where that ends an `if` and the second one ends the function.
    """

    how: str
    place: Place
    early: Place | None = None


class Function(Record):
    """A function or method.

    `place` is its name's. `branch` tells the conditional block it stands in ("" when it is always defined): two
    functions of one name and different branches do not redefine each other. `class_name` is the class around it,
    qualified. `returns` are the places of `return` statements with a value other than None; `yields` of `yield`s, both
    of its own body, not of nested functions; `returned` are the values of `returns`, in the same order, of functions
    that tests or hooks may be (`test…`, `pytest_…`). `asserts` is whether there is an `assert` in its body, also in
    functions within; `tuples` are those that test a tuple, which is always true. `yielding` is for fixtures, as is
    `needs_param`: where one without `params` reads `request.param` on all paths. `hides_base` is whether it is a
    `setUpClass` that does not call another one. `makes` is, for fixtures, what is called to make the one value,
    "list" also of `[1, 2]`. `calls` are in `SourceFile.calls` with `within` = `qualname`. Of `decorators` that are
    marks only the name is here; their arguments are in `SourceFile.marks`.
    """

    name: str
    qualname: str
    place: Place
    params: tuple[Param, ...] = ()
    decorators: tuple[Expr, ...] = ()
    is_async: bool = False
    class_name: str = ""
    branch: str = ""
    returns: tuple[Place, ...] = ()
    yields: tuple[Place, ...] = ()
    is_nested: bool = False  # within another function
    docstring: bool = False
    empty: bool = False  # body is pass, ... or a docstring only
    returned: tuple[Expr, ...] = ()
    asserts: bool = False
    tuples: tuple[Place, ...] = ()
    yielding: tuple[Yielding, ...] = ()
    needs_param: Place | None = None
    hides_base: bool = False
    makes: str = ""


class Class(Record):
    """A class; `bases` resolved as Expr names. `attributes` are the names assigned in its body, with their values.

    `keywords` are those of the class statement (`metaclass=…`). `reads` are, where a method is a fixture with a scope,
    the attributes of `self` that the methods read: (method, attribute).
    """

    name: str
    qualname: str
    place: Place
    bases: tuple[Expr, ...] = ()
    decorators: tuple[Expr, ...] = ()
    attributes: tuple[tuple[str, Expr], ...] = ()
    methods: tuple[str, ...] = ()
    branch: str = ""
    is_nested: bool = False  # within a function
    keywords: tuple[tuple[str, Expr], ...] = ()
    reads: tuple[tuple[str, str], ...] = ()

    def attribute(self, name: str) -> Expr | None:
        return next((value for key, value in reversed(self.attributes) if key == name), None)


class Mark(Record):
    """One use of a mark: on a function, a class, a module (`pytestmark`) or a parameter (`pytest.param(marks=…)`).

    `target` is "function", "class", "module", "param" or "fixture"; `owner` the qualified name ("" for a module).
    `expr` is the call with its arguments, or the bare name. Marks that reach `pytest.mark` through an own alias
    (`slow = pytest.mark.slow`, then `@slow`) are listed like the others.
    """

    name: str
    place: Place
    target: str
    owner: str
    expr: Expr


class Fixture(Record):
    """A fixture defined here. `function` is its qualified name, `name` what tests ask for (the `name=` argument).

    `decorator` is the resolved name ("pytest.fixture", "pytest_asyncio.fixture", …); `scope` is "" when computed.
    """

    name: str
    function: str
    place: Place
    decorator: str
    scope: str = "function"
    autouse: bool = False
    is_async: bool = False
    is_generator: bool = False
    params: tuple[Param, ...] = ()
    expr: Expr | None = None  # the decorator with its arguments
    class_name: str = ""


class Test(Record):
    """A function that pytest collects from this file with the python_* patterns in force.

    `function` is its qualified name. `unittest` is whether its class derives from unittest.TestCase as far as this file
    and the project's own modules tell. `requests` are the fixtures it asks for by parameter or `usefixtures` (of
    function, class or module), without those that parametrize, a patch or hypothesis fill. `class_name` is the class
    that is collected; where test or class are inherited or imported, `file` is the one in which `function` is defined
    ("" for this file). `open` is whether a decorator that we do not know may change its parameters.
    """

    name: str
    function: str
    place: Place
    is_async: bool = False
    class_name: str = ""
    unittest: bool = False
    requests: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()  # all that reach it: of function, class, its bases, outer classes, module
    file: str = ""
    open: bool = False


class SyntaxFault(Record):
    """Why a file could not be read: message and place.

    `needs` is the Python version ("3.14") whose syntax it is, when ours is older; then nothing is wrong with the file
    itself if the project's interpreter is as new.
    """

    message: str
    place: Place
    needs: str = ""


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

    def class_(self, qualname: str) -> Class | None:
        return next((klass for klass in reversed(self.classes) if klass.qualname == qualname), None)

    def value(self, name: str) -> Expr | None:
        return next((value for key, value in reversed(self.assigned) if key == name), None)

    def knows(self, name: str) -> bool:
        """Is there a function, a method, an import or a value of this name?"""
        return (
            self.value(name) is not None
            or any(each.name == name for each in self.functions)
            or any(each.name == name for each in self.imports)
        )

    def calls_of(self, *names: str) -> Iterator[Call]:
        return (call for call in self.calls if call.name in names)


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
        own = [each for each in found if each.class_name and f"{class_name}.".startswith(f"{each.class_name}.")]
        own.sort(key=lambda each: len(each.class_name), reverse=True)  # the innermost class first
        return next(iter(own or found), None)

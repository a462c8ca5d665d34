"""What stands in a Python file, as far as rules ask for it: definitions, calls, marks, fixtures, tests.

`doctor.model.sources` has the files that they stand in, and their names as well.
"""

from __future__ import annotations

from doctor.model.expressions import Expr
from doctor.model.places import Place
from doctor.model.record import Record


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

    @property
    def bound(self) -> str:
        """The dotted name that `alias` stands for: `import shop.config` binds `shop`."""
        is_package = not self.name and self.alias == self.module.partition(".")[0]
        return self.alias if is_package else self.dotted


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
    whether it yields: the condition), "always again" (it yields once more whatever happens: that yield), "always over"
    (it does so if what `over` names is several things) or "again" (it does so on some path). Of tests that are
    generators it tells the yields of the old kind: "check" (`yield check, 1`).
    `early` is the only other yield of "again", where that ends an `if` and the second one ends the function.
    """

    how: str
    place: Place
    early: Place | None = None
    over: str = ""


class Function(Record):
    """A function or method.

    `place` is its name's. `branch` tells the conditional block it stands in ("" when it is always defined): two
    functions of one name and different branches do not redefine each other. `class_name` is the class around it,
    qualified. `returns` are the places of `return` statements with a value other than None; `yields` of `yield`s, both
    of its own body, not of nested functions; `returned` are the values of `returns`, in the same order, of functions
    that tests or hooks may be (`test…`, `pytest_…`), of steps of pytest-bdd and of dynamic scopes (they take
    `fixture_name` and `config`). `asserts` is whether there is an `assert` in its body, also in functions within;
    `tuples` are those that test a tuple, which is always true.
    `yielding` is for fixtures, as is `needs_param`: where one without `params` reads `request.param` on all paths.
    `hides_base` is whether it is a `setUpClass` that does not call another one. `makes` is, for fixtures, what is
    called to make the one value, "list" also of `[1, 2]`. `calls` are in `SourceFile.calls` with `within` = `qualname`.
    Of `decorators` that are marks only the name is here; their arguments are in `SourceFile.marks`.
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

    @property
    def has_no_base(self) -> bool:
        """`class A:` and `class A(object):`."""
        return all(base.value == "object" for base in self.bases)

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

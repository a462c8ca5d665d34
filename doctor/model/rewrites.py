"""Changes of Python code, as a person would say them; `doctor/fixes/python.py` finds what they mean in the file's tree.

The place of a function or class is that of its name; the place of a call or decorator is that of the expression.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from doctor.model.places import Place
from doctor.model.record import Record


class Placed(Record):
    """A change of what stands at a place."""

    if TYPE_CHECKING:  # a record has the fields that it names itself
        place: Place

    @property
    def file(self) -> str:
        return self.place.file


class RenameWord(Placed):
    """The first time that `word` stands in the span, also in a string, it becomes `to`: `pytest.mark.slwo`."""

    place: Place
    word: str
    to: str


class SetCalled(Placed):
    """What is called becomes `text`, arguments stay; also of a decorator without parentheses."""

    place: Place
    text: str


class SetArgument(Placed):
    """A keyword argument of a call gets a value; it is added at the end where missing, with parentheses if need be."""

    place: Place
    name: str
    text: str


class RemoveArgument(Placed):
    """A keyword argument of a call goes."""

    place: Place
    name: str


class RenameArgument(Placed):
    """A keyword argument of a call gets another name."""

    place: Place
    name: str
    to: str


class AddParameter(Placed):
    """A function gets one more parameter: the first one (`self`), else behind those without defaults."""

    place: Place
    text: str
    first: bool = False


class RemoveParameter(Placed):
    """A parameter of a function goes, which the body does not use."""

    place: Place
    name: str


class RemoveDefault(Placed):
    """A parameter of a function loses its default."""

    place: Place
    name: str


class RenameParameter(Placed):
    """A parameter of a function gets another name, there and wherever the body uses it.

    `attributes` are the attributes that its uses may ask for, with their new names; empty where they all stay.
    """

    place: Place
    name: str
    to: str
    attributes: tuple[tuple[str, str], ...] = ()


class DeriveParameter(Placed):
    """A function takes `to` in place of the parameter `name`, and makes the old one of it: `text` comes first in its
    body. An annotation goes, for it was of the old one."""

    place: Place
    name: str
    to: str
    text: str


class AssertReturn(Placed):
    """A `return` with a value asserts it instead, and returns as before where more of the function follows."""

    place: Place


class CallYielded(Placed):
    """`yield check, 1, 2` becomes `check(1, 2)`; the place is that of the yield."""

    place: Place


class MakeAsync(Placed):
    """A function awaits what it gave to `loop.run_until_complete(…)`, and the parameter `loop` goes."""

    place: Place
    loop: str


class UnwrapAssert(Placed):
    """`assert (condition, message)` loses its parentheses, which stand at the place."""

    place: Place


class RemoveDefinition(Placed):
    """A function or class goes, with its decorators."""

    place: Place


class MoveOut(Placed):
    """A function within a function moves behind the outer one, which stands at `outer`."""

    place: Place
    outer: Place


class MoveImport(Placed):
    """An import at the top, or `x = pytest.importorskip("x")`, goes into the functions that use what it binds; `guard`
    stands above it in fixtures and tests."""

    place: Place
    guard: str


class ImportFrom(Placed):
    """Names of a `from … import` come from other modules: (name, the dotted one that stands in for it). The code keeps
    the old names. The place is that of one of the names; the first one in the statement stands for all of them."""

    place: Place
    names: tuple[tuple[str, str], ...]


class ImportOther(Placed):
    """An import of `module` takes another one, `to` (".signals" for one beside the file), and binds the same name. The
    place is that of the statement, or lies in it."""

    place: Place
    module: str
    to: str


class OpenBlock(Placed):
    """A call that is a statement becomes a `with` block around the statement behind it, or all the `rest` of them."""

    place: Place
    rest: bool = False


class NameReason(Placed):
    """A mark gets its condition, as it is written, for its `reason`."""

    place: Place


class RunAsync(Placed):
    """An async function becomes a plain one, in which `asyncio.run` runs what was its body."""

    place: Place


class ChangeHook(Placed):
    """A hook becomes another one: its name, and its one parameter. `uses` are the expressions that stand in for those
    of the old parameter: (("config.pluginmanager", "pluginmanager"),)."""

    place: Place
    name: str
    parameters: str
    uses: tuple[tuple[str, str], ...]


class AddToBody(Placed):
    """A statement at the beginning of the body of a class or function, below its docstring."""

    place: Place
    text: str


class AddBehind(Placed):
    """A statement behind the simple one that the place lies in, as deep as that."""

    place: Place
    text: str


class UndoLater(Placed):
    """Behind the statement that the call at the place is, `taker` ("self.addCleanup", "request.addfinalizer") is handed
    another method of the same object, to be called with what the call gives back (`gives`), or with its arguments but
    for the keywords in `without`."""

    place: Place
    taker: str
    method: str
    gives: bool = False
    without: tuple[str, ...] = ()


class AddToEnd(Placed):
    """A statement at the end of the body of a class or function."""

    place: Place
    text: str


class GuardStatement(Placed):
    """The plain statement that the place lies in comes under `if condition:`."""

    place: Place
    condition: str


class MoveAbove(Placed):
    """A function or class below a condition of the module goes above it; the condition goes where nothing is left."""

    place: Place


class RunSubtests(Placed):
    """A method of a TestCase loops over what its `parametrize`, which stands at `mark` and goes, gave to it: each round
    in a `subTest`."""

    place: Place
    mark: Place


class CompareMessage(Placed):
    """`assert value, expected` becomes `assert value == expected`; the place is that of what stands behind
    the comma."""

    place: Place


class JoinKeys(Placed):
    """The second of two keys of one name in an INI file goes, and its value joins that of the first one; or the first
    one goes. The place is that of the second."""

    place: Place
    key: str
    keep_last: bool = False


class JoinTables(Placed):
    """The second header of a table in a TOML file goes, and its keys join those of the first one."""

    place: Place


class WriteToml(Placed):
    """The value in this line is written as TOML wants it: in quotes, in small letters, as a list."""

    place: Place


class AddCode(Record):
    """A definition at the end of a Python file, which is made where it is missing."""

    file: str
    text: str


class AddBelowImports(Record):
    """A statement of the module's own, behind the imports at the top."""

    file: str
    text: str


Rewrite = (
    RenameWord
    | SetCalled
    | SetArgument
    | RemoveArgument
    | RenameArgument
    | AddParameter
    | RemoveParameter
    | RemoveDefault
    | RenameParameter
    | DeriveParameter
    | AssertReturn
    | UnwrapAssert
    | CallYielded
    | MakeAsync
    | RemoveDefinition
    | MoveOut
    | MoveImport
    | ImportFrom
    | ImportOther
    | OpenBlock
    | NameReason
    | RunAsync
    | ChangeHook
    | AddToBody
    | AddBehind
    | UndoLater
    | AddToEnd
    | GuardStatement
    | MoveAbove
    | CompareMessage
    | RunSubtests
    | JoinKeys
    | JoinTables
    | WriteToml
    | AddCode
    | AddBelowImports
)
REWRITES: tuple[type[Record], ...] = get_args(Rewrite)

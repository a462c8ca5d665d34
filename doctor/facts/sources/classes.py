"""Classes with their bases, also across the project's files."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from doctor.model.record import Record
from doctor.model.sources import Class, Expr, Function, SourceFile

ABSTRACT = ("abc.abstractmethod", "abc.abstractproperty", "abstractmethod")
MAKES_INIT = (
    "dataclasses.dataclass",
    "attr.s",
    "attr.attrs",
    "attr.define",
    "attrs.define",
    "attrs.frozen",
    "attr.dataclass",
)
HAS_INIT = frozenset(
    """BaseModel Enum Flag IntEnum IntFlag NamedTuple Protocol StrEnum Thread TypedDict bool bytes dict float frozenset
    int list namedtuple set str tuple type""".split()  # noqa: SIM905
)


class Defined(Record):
    """A class and the file that defines it."""

    file: SourceFile
    klass: Class


Find = Callable[[SourceFile, str], "Defined | None"]


def line_up(start: Defined, find: Find) -> tuple[list[Defined], list[str]]:
    """The classes in the order in which attributes are looked up, and the names of bases from outside the project."""
    order: list[Defined] = []
    foreign: list[str] = []
    _visit(start, find, order, foreign, 20)
    return order, foreign


def _visit(each: Defined, find: Find, order: list[Defined], foreign: list[str], depth: int) -> None:
    known = [(other.file.path, other.klass.qualname, other.klass.place) for other in order]
    key = (each.file.path, each.klass.qualname, each.klass.place)
    if key in known:  # the later one counts, as in a diamond
        del order[known.index(key)]
    order.append(each)
    for base in each.klass.bases if depth else ():
        name = base_name(base)
        found = find(each.file, name)
        if found:
            _visit(found, find, order, foreign, depth - 1)
        elif name not in ("", "object"):
            foreign.append(name)


def base_name(base: Expr) -> str:
    """The name of a base class: `Generic[T]` is "typing.Generic", a call is what is called."""
    return str(base.value or "").removesuffix("[]")


def functions_of(each: Defined) -> Iterator[Function]:
    """The methods that stand in the body of the class, the last of each name."""
    found = {}
    for function in each.file.functions:
        if function.class_name == each.klass.qualname and not function.is_nested:
            found[function.name] = function
    yield from found.values()


def attribute(order: list[Defined], name: str) -> Expr | None:
    """The value of a class attribute, by the first class that has it."""
    return next((value for each in order if (value := each.klass.attribute(name)) is not None), None)


def is_unittest(foreign: list[str]) -> bool:
    """Is a base from outside one of the many `TestCase` classes?"""
    return any(name.rpartition(".")[2].endswith("TestCase") for name in foreign)


def has_init(order: list[Defined], foreign: list[str]) -> bool:
    """Has the class an `__init__` or `__new__` that is not object's, so that pytest passes it over?"""
    if any(name.rpartition(".")[2] in HAS_INIT or name.endswith(("Error", "Exception", "Warning")) for name in foreign):
        return True
    for each in order:
        if {"__init__", "__new__"} & set(each.klass.methods):
            return True
        if any(str(decorator.value) in MAKES_INIT for decorator in each.klass.decorators):
            return True
    return False


def is_abstract(order: list[Defined], foreign: list[str]) -> bool:
    """Are there abstract methods that nothing in the project overrides?"""
    metaclasses = [str(value.value) for each in order for name, value in each.klass.keywords if name == "metaclass"]
    if not any(name.rpartition(".")[2] in ("ABC", "ABCMeta") for name in (*foreign, *metaclasses)):
        return False
    seen: set[str] = set()
    for each in order:
        for function in functions_of(each):
            if function.name not in seen and any(str(decorator.value) in ABSTRACT for decorator in function.decorators):
                return True
        seen.update(each.klass.methods, (name for name, _ in each.klass.attributes))
    return False

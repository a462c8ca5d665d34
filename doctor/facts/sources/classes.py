"""Classes with their bases, also across the project's files."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from doctor.model.places import Place
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


def own_class(file: SourceFile, name: str, before: Class | None = None) -> Defined | None:
    """The file's class of this name: the last one, or the last one above another class, whose base it is."""
    found = [klass for klass in file.classes if klass.qualname == name and klass is not before]
    if before is not None:
        found = [klass for klass in found if klass.place < before.place]
        if f"{before.qualname}.".startswith(f"{name}."):  # the class around it is not there yet
            found = found[:-1] if before.qualname != name else found
    return Defined(file, found[-1]) if found else None


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
        found = own_class(each.file, name, each.klass) or find(each.file, name)
        if found:
            _visit(found, find, order, foreign, depth - 1)
        elif name not in ("", "object"):
            foreign.append(name)


def base_name(base: Expr) -> str:
    """The name of a base class: `Generic[T]` is "typing.Generic", a call is what is called."""
    return str(base.value or "").removesuffix("[]")


def functions_of(each: Defined) -> Iterator[Function]:
    """The methods that stand in the body of the class, the last of each name."""
    own = [function for function in each.file.functions if function.class_name == each.klass.qualname]
    found = {function.name: function for function in own if not function.is_nested and _is_in(function.place, each)}
    yield from found.values()


def inner_of(each: Defined) -> dict[str, Class]:
    """The classes that stand in the body of the class, the last of each name."""
    prefix = f"{each.klass.qualname}."
    own = [klass for klass in each.file.classes if klass.qualname == prefix + klass.name]
    return {klass.name: klass for klass in own if _is_in(klass.place, each)}


def _is_in(place: Place, each: Defined) -> bool:
    """Is it in this class, and not in another one of the same name?"""
    name, start = each.klass.qualname, each.klass.place
    later = (klass.place for klass in each.file.classes if klass.qualname == name and start < klass.place)
    return start < place and not any(other < place for other in later)


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

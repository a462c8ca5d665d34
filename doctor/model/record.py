"""Frozen, slotted records: dataclasses whose classes cost next to nothing to create.

`dataclasses.dataclass` compiles half a dozen methods for each class when its module is imported: 34 ms for the sixty
nouns of this package, a third of what `pytest --version` takes. Here a class is created in 10 µs, its `__init__` is
compiled when the first object is made, and the other methods are shared. Type checkers read it as a dataclass.
"""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from typing_extensions import Self, dataclass_transform
else:

    def dataclass_transform(**_: object) -> Any:
        return lambda cls: cls


Value = TypeVar("Value")


class once(Generic[Value]):  # noqa: N801 - used like `property`
    """A property that is worked out when it is first asked for, and kept in a slot of its own."""

    def __init__(self, work: Callable[[Any], Value]) -> None:
        self._work = work
        self._slot = f"_once_{work.__name__}"
        self.__doc__ = work.__doc__

    def __get__(self, record: Any, owner: type | None = None) -> Value:
        try:
            value: Value = object.__getattribute__(record, self._slot)
        except AttributeError:
            value = self._work(record)
            object.__setattr__(record, self._slot, value)
        return value


def _first_init(self: Any, *args: Any, **kwargs: Any) -> None:
    """Every class's `__init__` until its first object is made."""
    _compile_init(type(self))
    self.__init__(*args, **kwargs)


class RecordType(type):
    """Turns annotations into slots and remembers the defaults."""

    record_fields: tuple[str, ...]
    record_defaults: dict[str, Any]
    record_values: Callable[[Any], tuple[Any, ...]]

    def __new__(mcls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> RecordType:
        fields = tuple(body.get("__annotations__") or _annotated_lazily(body))
        defaults = {field: body.pop(field) for field in fields if field in body}
        body["__slots__"] = (*fields, *(each._slot for each in body.values() if isinstance(each, once)))
        body["__init__"] = _first_init
        cls = super().__new__(mcls, name, bases, body)
        cls.record_fields = fields
        cls.record_defaults = defaults
        cls.record_values = staticmethod(_reader(fields))
        return cls

    def take_after(cls, base: RecordType) -> None:
        """Makes it a record of the same fields, which it has in a form of its own."""
        cls.record_fields, cls.record_defaults = base.record_fields, base.record_defaults
        cls.record_values = staticmethod(base.record_values)


def _reader(fields: tuple[str, ...]) -> Callable[[Any], tuple[Any, ...]]:
    """What reads these fields of a record. Of one name alone `attrgetter` gives no tuple."""
    if len(fields) > 1:
        return attrgetter(*fields)
    return lambda record: tuple([getattr(record, name) for name in fields])


def _annotated_lazily(body: dict[str, Any]) -> tuple[str, ...]:
    """The annotated names on Python 3.14, where annotations are worked out on demand (PEP 749)."""
    annotate = body.get("__annotate_func__") or body.get("__annotate__")
    return tuple(annotate(4)) if annotate else ()  # 4 is annotationlib.Format.STRING


@dataclass_transform(frozen_default=True)
class Record(metaclass=RecordType):
    """Base of the model's nouns: equal and hashable by value, never changed.

    A default is shared by all objects, so it is immutable, or a mapping or set that nobody writes to.
    """

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen: {name} cannot be set")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen: {name} cannot be deleted")

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, type(self)) and values(self) == values(other))

    def __hash__(self) -> int:
        return hash(values(self))

    def __repr__(self) -> str:
        parts = ", ".join(f"{name}={getattr(self, name)!r}" for name in type(self).record_fields)
        return f"{type(self).__name__}({parts})"

    def __getstate__(self) -> tuple[Any, ...]:
        return values(self)

    def __setstate__(self, state: tuple[Any, ...]) -> None:
        for name, value in zip(type(self).record_fields, state, strict=True):
            object.__setattr__(self, name, value)

    def replace(self, **changes: Any) -> Self:
        """A copy with these fields changed."""
        return type(self)(**(dict(zip(type(self).record_fields, values(self), strict=True)) | changes))


def values(record: Record) -> tuple[Any, ...]:
    """The fields' values, in order."""
    found: tuple[Any, ...] = type(record).record_values(record)
    return found


def _compile_init(cls: Any) -> None:
    """Gives the class its own `__init__`, as a dataclass has it."""
    scope: dict[str, Any] = {"_defaults": cls.record_defaults}
    scope |= {f"_set_{name}": getattr(cls, name).__set__ for name in cls.record_fields}  # of the slots
    parameters = "".join(
        f", {name}=_defaults[{name!r}]" if name in cls.record_defaults else f", {name}" for name in cls.record_fields
    )
    body = "".join(f"    _set_{name}(self, {name})\n" for name in cls.record_fields) or "    pass\n"
    exec(f"def __init__(self{parameters}):\n{body}", scope)  # noqa: S102
    cls.__init__ = scope["__init__"]

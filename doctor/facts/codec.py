"""The model's nouns as plain tuples that `marshal` can write, and back."""

from __future__ import annotations

import importlib
import marshal
from collections.abc import Callable, Mapping
from enum import Enum
from functools import lru_cache
from operator import attrgetter
from typing import Any

from doctor.model.expressions import Expr
from doctor.model.places import Place
from doctor.model.record import Record, RecordType, values

Plain = Any  # None, bool, int, float, str, bytes, frozenset of these; list for a tuple, dict, tuple for a record

_classes: dict[str, Any] = {}
_names: dict[type, str] = {}
_plans: dict[type, tuple[str, Callable[[Record], tuple[Any, ...]], tuple[Any, ...]]] = {}
_CONSTANTS = frozenset({type(None), bool, int, float, str, bytes})
_REQUIRED = object()
_new = object.__new__
_set = object.__setattr__

LAZY = frozenset(
    {"expressions.Expr", "sources.Function", "sources.Call", "sources.Mark", "sources.Write", "touches.Touch"}
)

BOX = "box"  # stands before bytes: long lists stay marshalled until somebody asks
LONG = 8  # items: tables of test data take a hundred bytes of memory for each number in them


def encode(value: object) -> Plain:
    """A record becomes `(name of its class, field, …)` without the last fields that have their defaults; a tuple
    becomes a list, so that the two cannot be mixed up. TypeError for what the model does not hold."""
    kind = type(value)
    if kind in _CONSTANTS:
        return value
    if kind is Place:  # half of all records
        return ("places.Place", value.file, value.line, value.column, value.end_line, value.end_column)  # type: ignore[attr-defined]
    if kind is Expr:  # half of the others
        return _encode_expr(value)  # type: ignore[arg-type]
    if kind is tuple:
        return [item if type(item) in _CONSTANTS else encode(item) for item in value]  # type: ignore[attr-defined]
    if isinstance(value, Record):
        return _encode_record(value)
    if isinstance(value, Mapping):
        return {key: encode(item) for key, item in value.items()}
    if isinstance(value, frozenset):
        return frozenset(encode(item) for item in value)
    if isinstance(value, Enum):
        return (_name(kind), value.value)
    raise TypeError(f"{kind.__name__} cannot be stored")


def _encode_expr(expr: Expr) -> Plain:
    """As `_encode_record` has it, in a third of the time."""
    place = expr.place
    at = ("places.Place", place.file, place.line, place.column, place.end_line, place.end_column)
    if expr.keywords or expr.values:
        keywords = [[name, encode(each)] for name, each in expr.keywords]
        found = ("expressions.Expr", expr.kind, at, expr.value, _listed(expr.parts), _listed(expr.values), keywords)
        return found if keywords else found[:-1]
    if expr.parts:
        return ("expressions.Expr", expr.kind, at, expr.value, _listed(expr.parts))
    return (
        ("expressions.Expr", expr.kind, at) if expr.value is None else ("expressions.Expr", expr.kind, at, expr.value)
    )


def _listed(parts: tuple[Expr, ...]) -> Plain:
    found = [_encode_expr(each) for each in parts]
    return found if len(found) <= LONG else (BOX, marshal.dumps(found))


def _encode_record(record: Record) -> Plain:
    cls = type(record)
    name, fields, defaults = _plans.get(cls) or _plan(cls)
    found = fields(record)
    last = len(found)
    while last and found[last - 1] == defaults[last - 1]:
        last -= 1
    return (name, *[item if type(item) in _CONSTANTS else encode(item) for item in found[:last]])


def _plan(cls: RecordType) -> tuple[str, Callable[[Record], tuple[Any, ...]], tuple[Any, ...]]:
    """How a kind of record is encoded: its name, what gets its fields, and their defaults."""
    names = cls.record_fields
    get = attrgetter(*names) if len(names) > 1 else lambda record: tuple(getattr(record, name) for name in names)
    _plans[cls] = (_name(cls), get, tuple(cls.record_defaults.get(name, _REQUIRED) for name in names))
    return _plans[cls]


def decode(plain: Plain) -> Any:
    """The value that `encode` made this of."""
    kind = type(plain)
    if kind is tuple:
        name = plain[0]
        if name == "places.Place":  # half of all records
            return Place(*plain[1:])
        if name == BOX:
            return _unboxed(plain[1])
        cls = _classes.get(name) or _class(name)
        if name in LAZY:
            return _lazily(cls, plain)
        return cls(*[decode(item) if type(item) in _NESTED else item for item in plain[1:]])
    if kind is list:
        return tuple([decode(item) if type(item) in _NESTED else item for item in plain])
    if kind is dict:
        return {key: decode(item) for key, item in plain.items()}
    return plain


_NESTED = frozenset({tuple, list, dict})


@lru_cache(maxsize=256)  # rules ask for one list several times in a row
def _unboxed(blob: bytes) -> Any:
    return decode(marshal.loads(blob))  # noqa: S302 - our own


def _lazily(cls: Any, plain: Plain) -> Any:
    """The record with its plain values; what has to be decoded waits until somebody asks."""
    record = _new(cls)
    _set(record, "_plain", plain)
    for name, item in zip(cls.record_fields, plain[1:], strict=False):
        if type(item) not in _NESTED:
            _set(record, name, item)
        elif not item:
            _set(record, name, ())
    return record


def _name(cls: type) -> str:
    name = _names.get(cls)
    if name is None:
        package, _, module = cls.__module__.rpartition(".")
        if package != "doctor.model":
            raise TypeError(f"{cls.__module__}.{cls.__name__} is no noun of the model")
        name = _names[cls] = f"{module}.{cls.__name__}"
    return name


def _lazy(base: Any) -> RecordType:
    """A kind of this record that decodes a field when it is first asked for: trees of expressions are large, and most
    rules look at a name or two of them."""
    fields = base.record_fields
    positions = {name: index for index, name in enumerate(fields, 1)}
    defaults = base.record_defaults

    def get(self: Any, name: str) -> Any:  # called when the slot is empty
        position = positions.get(name)
        if position is None:
            raise AttributeError(name)
        plain = self._plain
        if position >= len(plain):
            value = defaults[name]
        elif type(plain[position]) is tuple and plain[position][0] == BOX:
            return _unboxed(plain[position][1])
        else:
            value = decode(plain[position])
        _set(self, name, value)
        return value

    def equal(self: Any, other: object) -> bool:
        return isinstance(other, base) and values(self) == values(other)

    body = {"__annotations__": {"_plain": Plain}, "__getattr__": get, "__eq__": equal, "__hash__": base.__hash__}
    lazy = RecordType(base.__name__, (base,), body)
    lazy.record_fields, lazy.record_defaults = fields, defaults
    return lazy


def _class(name: str) -> Any:
    module, _, noun = name.partition(".")
    cls = getattr(importlib.import_module(f"doctor.model.{module}"), noun)
    if not isinstance(cls, type) or not issubclass(cls, (Record, Enum)):
        raise TypeError(f"{name} is no noun of the model")
    if name in LAZY:
        cls = _lazy(cls)
        _names[cls] = name
    _classes[name] = cls
    return cls

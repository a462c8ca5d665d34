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

EXPR, BOX = "expr", "box"  # the latter stands before bytes: long lists stay marshalled until somebody asks
LONG = 8  # items: tables of test data take a hundred bytes of memory for each number in them


def encode(value: object) -> Plain:
    """A record becomes `(name of its class, field, …)` without the last fields that have their defaults; a tuple
    becomes a list, so that the two cannot be mixed up. TypeError for what the model does not hold."""
    kind = type(value)
    if kind in _CONSTANTS:
        return value
    if kind is Place:  # half of all records
        return ("places.Place", value.file, value.line, value.column, value.end_line, value.end_column)  # type: ignore[attr-defined]
    if kind is Expr or kind is LazyExpr:  # half of the others
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
    """`(EXPR, kind, value, the five of its place, parts, values, keywords)` without the last ones that are empty."""
    if type(expr) is LazyExpr:
        return expr._plain
    at = expr.place
    found = (EXPR, expr.kind, expr.value, at.file, at.line, at.column, at.end_line, at.end_column)
    if expr.keywords:
        keywords = [[name, _encode_expr(each)] for name, each in expr.keywords]
        return (*found, _listed(expr.parts), _listed(expr.values), keywords)
    if expr.values:
        return (*found, _listed(expr.parts), _listed(expr.values))
    return (*found, _listed(expr.parts)) if expr.parts else found


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
        if name == EXPR:
            return _lazily(plain)
        if name == "places.Place":  # half of the others
            return Place(*plain[1:])
        if name == BOX:
            return _unboxed(plain[1])
        cls = _classes.get(name) or _class(name)
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


class LazyExpr(Expr):
    """An expression that decodes a field when it is first asked for: trees of them are large, and most rules look at a
    name or two."""

    _plain: Plain = None

    def __getattr__(self, name: str) -> Any:  # called when the slot is empty
        position = _POSITIONS.get(name)
        if position is None:
            raise AttributeError(name)
        if name == "place":
            value: Any = Place(*self._plain[3:8])
        else:
            plain = self._plain[position]
            value = decode(plain)
            if type(plain) is tuple:  # a box stays closed
                return value
        _set(self, name, value)
        return value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Expr) and values(self) == values(other)

    __hash__ = Expr.__hash__


LazyExpr.__name__ = Expr.__name__  # it is one, for whoever looks
LazyExpr.take_after(Expr)
_POSITIONS = {"place": 3, "parts": 8, "values": 9, "keywords": 10}
_PARTS = ("parts", "values", "keywords")


def _lazily(plain: Plain) -> LazyExpr:
    record = _new(LazyExpr)
    _set_plain(record, plain)
    _set_kind(record, plain[1])
    _set_value(record, plain[2])
    given = len(plain) - 8
    if given < 3:
        for name in _PARTS[given:]:
            _set(record, name, ())
    return record


_set_plain, _set_kind, _set_value = (
    getattr(LazyExpr, name).__set__
    for name in ("_plain", "kind", "value")  # of the slots
)


def _name(cls: type) -> str:
    name = _names.get(cls)
    if name is None:
        package, _, module = cls.__module__.rpartition(".")
        if package != "doctor.model":
            raise TypeError(f"{cls.__module__}.{cls.__name__} is no noun of the model")
        name = _names[cls] = f"{module}.{cls.__name__}"
    return name


def _class(name: str) -> Any:
    module, _, noun = name.partition(".")
    cls = getattr(importlib.import_module(f"doctor.model.{module}"), noun)
    if not isinstance(cls, type) or not issubclass(cls, (Record, Enum)):
        raise TypeError(f"{name} is no noun of the model")
    _classes[name] = cls
    return cls

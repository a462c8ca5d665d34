"""The model's nouns as plain tuples that `marshal` can write, and back."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from enum import Enum
from typing import Any

from doctor.model.record import Record, RecordType

Plain = Any  # None, bool, int, float, str, bytes, frozenset of these; list for a tuple, dict, tuple for a record

_classes: dict[str, Callable[..., Any]] = {}
_names: dict[type, str] = {}


def encode(value: object) -> Plain:
    """A record becomes `(name of its class, field, …)` without the last fields that have their defaults; a tuple
    becomes a list, so that the two cannot be mixed up. TypeError for what the model does not hold."""
    if value is None or (isinstance(value, (str, bool, int, float, bytes)) and not isinstance(value, Enum)):
        return value
    if isinstance(value, tuple):
        return [encode(item) for item in value]
    if isinstance(value, Record):
        return _encode_record(value)
    if isinstance(value, Mapping):
        return {key: encode(item) for key, item in value.items()}
    if isinstance(value, frozenset):
        return frozenset(encode(item) for item in value)
    if isinstance(value, Enum):
        return (_name(type(value)), value.value)
    raise TypeError(f"{type(value).__name__} cannot be stored")


def _encode_record(record: Record) -> Plain:
    cls: RecordType = type(record)
    fields = list(cls.record_fields)
    defaults = cls.record_defaults
    while fields and fields[-1] in defaults and getattr(record, fields[-1]) == defaults[fields[-1]]:
        fields.pop()
    return (_name(cls), *[encode(getattr(record, field)) for field in fields])


def decode(plain: Plain) -> Any:
    """The value that `encode` made this of."""
    kind = type(plain)
    if kind is tuple:
        name = plain[0]
        cls = _classes.get(name) or _class(name)
        return cls(*[decode(item) if type(item) in _NESTED else item for item in plain[1:]])
    if kind is list:
        return tuple([decode(item) if type(item) in _NESTED else item for item in plain])
    if kind is dict:
        return {key: decode(item) for key, item in plain.items()}
    return plain


_NESTED = frozenset({tuple, list, dict})


def _name(cls: type) -> str:
    name = _names.get(cls)
    if name is None:
        package, _, module = cls.__module__.rpartition(".")
        if package != "doctor.model":
            raise TypeError(f"{cls.__module__}.{cls.__name__} is no noun of the model")
        name = _names[cls] = f"{module}.{cls.__name__}"
    return name


def _class(name: str) -> Callable[..., Any]:
    module, _, noun = name.partition(".")
    cls = getattr(importlib.import_module(f"doctor.model.{module}"), noun)
    if not isinstance(cls, type) or not issubclass(cls, (Record, Enum)):
        raise TypeError(f"{name} is no noun of the model")
    _classes[name] = cls
    return cls

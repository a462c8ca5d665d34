"""Configuration options: what `addini` is called with."""

from __future__ import annotations

from doctor.knowledge.evaluation import type_form
from doctor.knowledge.values import Value, is_known, is_text
from doctor.model.places import Place
from doctor.model.plugins import IniKey

_PARAMETERS = ("name", "help", "type", "default")


def read_ini_key(arguments: list[Value], keywords: dict[str, Value], place: Place | None) -> IniKey | None:
    """The key, None if its name is not known."""
    given = dict(zip(_PARAMETERS, arguments, strict=False)) | keywords
    name, default = given.get("name"), given.get("default")
    if not is_text(name):
        return None
    has_default = "default" in given and not _is_not_set(default)
    aliases = given.get("aliases", ())
    return IniKey(
        name,
        type=_type(given.get("type")),
        default=_frozen(default) if has_default and is_known(default) else None,
        has_default=has_default,
        aliases=tuple(alias for alias in aliases if is_text(alias)) if isinstance(aliases, (list, tuple)) else (),
        place=place,
        default_computed=has_default and not is_known(default),
    )


def _type(value: Value) -> str:
    return value if is_text(value) else type_form(value) or "string"


def _is_not_set(value: Value) -> bool:
    return getattr(value, "dotted", "").endswith(("NOTSET", "notset"))


def _frozen(value: Value) -> object:
    return tuple(_frozen(item) for item in value) if isinstance(value, (list, tuple)) else value

"""Settings as text, in the manner of the target: the templates hold the layout, this module quotes."""

from __future__ import annotations

import json
import shlex
from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from doctor import resources
from doctor.errors import UsageError
from doctor.model.generated import Entry, Plan, Target
from doctor.model.profiles import Stamp

LISTS = ("args", "linelist", "paths", "pathlist")
BY_WORD = ("args", "paths", "pathlist")  # pytest splits these as a shell does


class Renderer:
    """Renders the pieces of one target's text; each ends with a line end."""

    def __init__(self, target: Target) -> None:
        self._target = target
        self._macros = template(target.style, target.typed)

    def header(self, plan: Plan, stamp: Stamp) -> str:
        """The comment that says who wrote this, with what, and what was left out."""
        notes = [one_line(note) for note in plan.notes]
        return str(self._macros.header(stamp, one_line(plan.usage), notes))

    def item(self, entry: Entry) -> str:
        """One item of a list that is also the project's, with the reason above it."""
        return str(self._macros.item(clean(entry)))

    def setting(self, entry: Entry) -> str:
        """A key that is all ours."""
        return str(self._macros.setting(clean(entry)))

    def key(self, key: str) -> tuple[str, str]:
        """What stands around the items of a list."""
        return str(self._macros.open(key)), str(self._macros.close())


@cache
def template(style: str, typed: bool) -> Any:
    """The macros of a style, with its manner of quoting."""
    loader = FileSystemLoader(resources.templates())
    found = Environment(loader=loader, undefined=StrictUndefined, keep_trailing_newline=True, autoescape=False)  # noqa: S701
    write = ini_lines if style == "ini" else toml_lines
    found.filters["lines"] = lambda entry: write(entry, typed)
    found.filters["line"] = (
        lambda entry: ", ".join(write(entry, typed)) if style == "toml" else " ".join(write(entry, typed))
    )
    found.filters["shell"] = shlex.quote
    found.tests["many"] = lambda value: isinstance(value, tuple)
    return found.get_template(f"{style}.j2").module


def clean(entry: Entry) -> Entry:
    return entry.replace(reason=one_line(entry.reason) or "set by the profile")


def one_line(text: str) -> str:
    return " ".join(str(text).split())


def ini_lines(entry: Entry, typed: bool) -> list[str]:
    """The value's lines in an ini file."""
    if entry.words:
        return [" ".join(shlex.quote(word) for word in entry.words)]
    if isinstance(entry.value, tuple):
        quote = shlex.quote if entry.type in BY_WORD else str
        return [plain(entry, quote(str(item))) for item in entry.value]
    return [plain(entry, scalar(entry.value))]


def plain(entry: Entry, text: str) -> str:
    """The text, if an ini file can hold it in a line."""
    if "\n" in text or (text.lstrip()[:1] in ("#", ";") and text.strip()):
        raise UsageError(f"{entry.key}: {text!r} cannot be written in an ini file; use --target pytest.toml")
    return text


def scalar(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def toml_lines(entry: Entry, typed: bool) -> list[str]:
    """The value's items in TOML; strings, unless the table is typed and pytest wants another type."""
    if entry.words:
        return [string(word) for word in entry.words]
    if isinstance(entry.value, tuple):
        return [string(str(item)) for item in entry.value]
    if isinstance(entry.value, bool) and (entry.type == "bool" or not typed):
        return [scalar(entry.value)]
    if isinstance(entry.value, (int, float)) and (not typed or entry.type in ("int", "float")):
        return [scalar(entry.value)]
    if typed and entry.type == "bool" and str(entry.value).lower() in ("true", "false"):
        return [str(entry.value).lower()]
    if typed and entry.type in ("int", "float") and str(entry.value).lstrip("-").replace(".", "", 1).isdigit():
        return [str(entry.value)]
    return [string(scalar(entry.value))]


def string(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)

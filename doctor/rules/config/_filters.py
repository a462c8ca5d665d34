"""Warning filters as they are written, in the configuration, on the command line and in marks."""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine, IniValues, PytestConfig
from doctor.model.environment import Modules
from doctor.model.places import COMMAND_LINE, Place
from doctor.model.record import Record
from doctor.model.sources import Sources
from doctor.rules.filters import Filter, filters

ACTIONS = ("default", "always", "ignore", "module", "once", "error")
WARNINGS = (
    *("Warning", "UserWarning", "DeprecationWarning", "PendingDeprecationWarning", "SyntaxWarning", "RuntimeWarning"),
    *("FutureWarning", "ImportWarning", "UnicodeWarning", "BytesWarning", "ResourceWarning", "EncodingWarning"),
)
SHAPE = "action:message:category:module:line"


class Written(Record):
    """A filter, its place, and whether a mark holds it."""

    filter: Filter
    place: Place
    in_mark: bool = False

    def field(self, index: int) -> str:
        return self.filter.field(index)

    @property
    def text(self) -> str:
        return self.filter.text

    @property
    def fields(self) -> int:
        return self.filter.text.count(":") + 1


def written(config: PytestConfig, ini: IniValues, command_line: CommandLine, sources: Sources) -> Iterator[Written]:
    """All filters that this call parses: none with `-p no:warnings`."""
    if config.blocked("warnings"):
        return
    for each in filters(ini, command_line):
        yield Written(each, each.place or Place(COMMAND_LINE))
    for file in sources.collected:
        for mark in file.marks:
            if mark.name == "filterwarnings":
                for part in mark.expr.parts if mark.expr.kind == "call" else ():
                    if part.text:
                        yield Written(Filter(part.text, part.place, literal=False), part.place, in_mark=True)


def fault(each: Written) -> str:
    """What is wrong with the shape of a filter, "" if nothing is."""
    action = each.field(0)
    if each.text.lstrip().startswith("["):
        return ""  # a TOML list in an INI file: see toml-list-in-ini
    if each.fields > 5:
        return f"has {each.fields} fields, where pytest takes at most 5"
    if action != "all" and not any(known.startswith(action) for known in ACTIONS):
        return f"begins with {action!r}, which is no action"
    if is_swapped(each):
        return f"has the category {each.field(3)} where the module belongs"
    line = each.field(4)
    if line and not line.isdigit():
        return f"ends with {line!r}, which is no line number"
    return ""


def is_swapped(each: Written) -> bool:
    """`ignore::some.module:DeprecationWarning`."""
    category, module = each.field(2), each.field(3)
    return is_class(module) and bool(category) and not is_class(category)


def is_module(each: Written, modules: Modules) -> bool:
    """`ignore:old api:shop.core`: does a module stand where the category belongs? No class is called like a module."""
    name = each.field(2)
    last = name.rpartition(".")[2]
    is_lower = last.isidentifier() and last == last.lower() and last.strip("_") != ""
    return is_lower and name.replace(".", "").isidentifier() and modules.find(name, importer(each)) is not None


def importer(each: Written) -> str:
    """The file from which the category is imported, as far as it matters."""
    return each.place.file if each.in_mark else ""


def misplaced(each: Written) -> str:
    """The category, written where message or module belong: `ignore:DeprecationWarning`, `ignore:::shop.OldWarning`."""
    if each.field(2):
        return ""
    return next((field for field in (each.field(1), each.field(3)) if is_class(field)), "")


def is_class(name: str) -> bool:
    last = name.rpartition(".")[2]
    return last.endswith("Warning") and last[:1].isupper() and name.replace(".", "").replace("_", "").isalnum()

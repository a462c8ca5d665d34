"""What the warning filters of this run make of a warning."""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine, IniValues, PytestConfig
from doctor.model.places import Place
from doctor.model.record import Record

PARENTS = {
    "NonInteractiveExampleWarning": ("HypothesisWarning",),
    "PytestCollectionWarning": ("PytestWarning",),
    "PytestReturnNotNoneWarning": ("PytestWarning",),
    "PytestUnknownMarkWarning": ("PytestWarning",),
    "PytestConfigWarning": ("PytestWarning",),
    "PytestExperimentalApiWarning": ("PytestWarning", "FutureWarning"),
    "PytestRemovedIn8Warning": ("PytestDeprecationWarning", "PytestWarning", "DeprecationWarning"),
    "PytestRemovedIn9Warning": ("PytestDeprecationWarning", "PytestWarning", "DeprecationWarning"),
    "PytestRemovedIn10Warning": ("PytestDeprecationWarning", "PytestWarning", "DeprecationWarning"),
    "PytestDeprecationWarning": ("PytestWarning", "DeprecationWarning"),
}


# Modules of which pytest never warns
LIBRARIES = ("pkg_resources", "setuptools", "distutils", "importlib", "asyncio", "dateutil", "botocore", "pytz", "six")


class Filter(Record):
    """A filter as it is written; `literal` is whether its message is plain text (`-W`), not a pattern (the ini key)."""

    text: str
    place: Place | None
    literal: bool

    def field(self, index: int) -> str:
        parts = self.text.split(":")
        return parts[index].strip() if index < len(parts) else ""


def filters(ini: IniValues, command_line: CommandLine) -> Iterator[Filter]:
    """All filters, in the order in which pytest applies them: of those that match, the last one holds."""
    value = ini.get("filterwarnings")
    if value and isinstance(value.value, (list, tuple)):
        items = value.setting.items if value.setting and value.origin == "file" else ()
        for index, line in enumerate(value.value):
            place = items[index].place if len(items) == len(value.value) else value.place
            yield Filter(str(line), place, literal=False)
    for option in command_line.all("-W", "--pythonwarnings"):
        yield Filter(option.value or "", option.place, literal=True)


def error_filter(
    config: PytestConfig, ini: IniValues, command_line: CommandLine, category: str, message: str
) -> Filter | None:
    """The filter that turns this warning into an error, None if there is none.

    `category` is a class of pytest's by its bare name. A filter by module is taken for one that does not match when it
    would raise, and for one that does when it would not: what it compares with is not known here.
    """
    if config.blocked("warnings"):
        return None
    found = None
    for each in filters(ini, command_line):
        if _matches(each, category, message):
            found = each
    return found if found and found.field(0) == "error" else None


def _matches(each: Filter, category: str, message: str) -> bool:
    wanted = each.field(2).rpartition(".")[2]
    if wanted and wanted not in (category, *PARENTS.get(category, ()), "UserWarning", "Warning"):
        return False
    if each.field(3) and (each.field(0) == "error" or each.field(3).partition(".")[0] in LIBRARIES):
        return False
    text = each.field(1)
    if not text:
        return True
    if each.literal:
        return message.lower().startswith(text.lower())
    import re

    try:
        return bool(re.match(text, message, re.IGNORECASE))
    except re.error:
        return False

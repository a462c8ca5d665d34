"""Warning filters that pytest refuses (`parse_warning_filter`): it reads them all before it loads conftest files.

A category with a dot in it is not judged: that takes an import.
"""

from __future__ import annotations

import builtins
from typing import TYPE_CHECKING

from doctor.facts.config_files import Version

if TYPE_CHECKING:
    import re

ACTIONS = ("default", "always", "ignore", "module", "once", "error")
DOCUMENTATION = "https://docs.python.org/3/library/warnings.html#describing-warning-filters"


def refusal(text: str, version: Version, is_literal: bool) -> tuple[str, str]:
    """The kind of error and the words with which pytest refuses this filter, two empty texts if it takes it.

    Message and module of `-W` are literal, not patterns. Before 8.4 nobody catches what `re` says of a pattern.
    """
    parts = [part.strip() for part in text.split(":")]
    fields = [*parts, *[""] * (5 - len(parts))]
    fault = _too_many(parts) if len(parts) > 5 else _fault(fields[0], fields[2], fields[4], version)
    error = None if fault or is_literal else _pattern_error(fields[1], fields[3])
    if error and version < (8, 4):
        return type(error).__name__, str(error)
    if error:
        fault = f"Invalid regex {error.pattern!r}: {error}"
    head = f"while parsing the following warning configuration:\n\n  {text}\n\nThis error occurred:\n\n"
    return ("UsageError", f"{head}{fault}\n") if fault else ("", "")


def _too_many(parts: list[str]) -> str:
    return (
        f"Too many fields ({len(parts)}), expected at most 5 separated by colons:\n\n"
        f"  action:message:category:module:line\n\nFor more information please consult: {DOCUMENTATION}\n"
    )


def _fault(action: str, category: str, line: str, version: Version) -> str:
    if action and action != "all" and not any(each.startswith(action) for each in ACTIONS):
        return f"invalid action: {action!r}"
    return _category_fault(category, version) or _line_fault(line)


def _category_fault(category: str, version: Version) -> str:
    """Without the traceback that pytest prints above it."""
    if not category or "." in category:
        return ""
    if not hasattr(builtins, category):
        return f"AttributeError: module 'builtins' has no attribute {category!r}"
    found = getattr(builtins, category)
    if not isinstance(found, type):
        return "TypeError: issubclass() arg 1 must be a class"
    module = "pytest" if version >= (9,) else "_pytest.config.exceptions"
    return "" if issubclass(found, Warning) else f"{module}.UsageError: {found} is not a Warning subclass"


def _line_fault(line: str) -> str:
    if not line:
        return ""
    try:
        number = int(line)
    except ValueError as error:
        return f"invalid lineno {line!r}: {error}"
    return f"invalid lineno {line!r}: number is negative" if number < 0 else ""


def _pattern_error(message: str, module: str) -> re.error | None:
    if all(part.replace(" ", "").replace("_", "").isalnum() or not part for part in (message, module)):
        return None  # nothing that could be wrong, and no need of re
    import re

    for pattern in (message, module):
        try:
            re.compile(pattern)
        except re.error as error:
            return error
        except (RecursionError, OverflowError):  # too deep for us here, perhaps not for pytest
            return None
    return None

"""Warning filters that pytest refuses (`parse_warning_filter`): it reads them all before it loads conftest files.

A category with a dot in it is not judged: that takes an import.
"""

from __future__ import annotations

import builtins

from doctor.facts.config_files import Version

ACTIONS = ("default", "always", "ignore", "module", "once", "error")
DOCUMENTATION = "https://docs.python.org/3/library/warnings.html#describing-warning-filters"


def refusal(text: str, version: Version, is_literal: bool) -> str:
    """What pytest says of this filter, "" if it takes it. Message and module of `-W` are literal, not patterns."""
    parts = [part.strip() for part in text.split(":")]
    if len(parts) > 5:
        fault = (
            f"Too many fields ({len(parts)}), expected at most 5 separated by colons:\n\n"
            f"  action:message:category:module:line\n\nFor more information please consult: {DOCUMENTATION}\n"
        )
    else:
        fault = _fault(*parts, *[""] * (5 - len(parts)), patterns=version >= (8, 4) and not is_literal)
    head = f"while parsing the following warning configuration:\n\n  {text}\n\nThis error occurred:\n\n"
    return f"{head}{fault}\n" if fault else ""


def _fault(action: str, message: str, category: str, module: str, line: str, *, patterns: bool) -> str:
    if action and action != "all" and not any(each.startswith(action) for each in ACTIONS):
        return f"invalid action: {action!r}"
    return _category_fault(category) or _line_fault(line) or (_pattern_fault(message, module) if patterns else "")


def _category_fault(category: str) -> str:
    """Without the traceback that pytest prints above it."""
    if not category or "." in category:
        return ""
    if not hasattr(builtins, category):
        return f"AttributeError: module 'builtins' has no attribute {category!r}"
    found = getattr(builtins, category)
    if not isinstance(found, type):
        return "TypeError: issubclass() arg 1 must be a class"
    return (
        "" if issubclass(found, Warning) else f"_pytest.config.exceptions.UsageError: {found} is not a Warning subclass"
    )


def _line_fault(line: str) -> str:
    if not line:
        return ""
    try:
        number = int(line)
    except ValueError as error:
        return f"invalid lineno {line!r}: {error}"
    return f"invalid lineno {line!r}: number is negative" if number < 0 else ""


def _pattern_fault(message: str, module: str) -> str:
    if all(part.replace(" ", "").replace("_", "").isalnum() or not part for part in (message, module)):
        return ""  # nothing that could be wrong, and no need of re
    import re

    for pattern in (message, module):
        try:
            re.compile(pattern)
        except re.error as error:
            return f"Invalid regex {error.pattern!r}: {error}"
        except (RecursionError, OverflowError):  # too deep for us here, perhaps not for pytest
            return ""
    return ""

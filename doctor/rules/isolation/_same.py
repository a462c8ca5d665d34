"""Whether two operations may be about the same part of the same state."""

from __future__ import annotations

from doctor.model.sources import SourceFile
from doctor.model.touches import Touch


def matches(one: Touch, other: Touch, file: SourceFile, other_file: SourceFile | None = None) -> bool:
    """May the two be about the same part of the same state?"""
    if (one.state, other.state) == ("attribute", "entry"):  # the whole list is put back
        of = other.item.partition("[")[0]
        return of == one.item or (one.item.endswith(".?") and of.startswith(one.item[:-1]))
    if (one.state, other.state) == ("entry", "adapters of sqlite3"):
        return one.item.startswith("sqlite3.adapters[")
    if one.state != other.state:
        return False
    first, second = item(one, file), item(other, other_file or file)
    if one.state == "entry":
        return is_same_entry(first, second)
    if one.state == "attribute" and (second.startswith(f"{first}.") or is_namesake(first, second)):
        return True  # the whole object is replaced, or it is reached by way of another module
    return first == second or any(each in ("", "?") or is_local(each, file) for each in (first, second))


def is_namesake(one: str, other: str) -> bool:
    """May it be one attribute of one object: `shop.__main__.servers.Server` and `shop.servers.Server`?"""
    first, second = one.split("."), other.split(".")
    return min(len(first), len(second)) > 2 and first[0] == second[0] and first[-2:] == second[-2:]


def is_local(name: str, file: SourceFile) -> bool:
    """Is it a variable of a function, such as that of a loop, which may hold any name?"""
    inner = name[1:-1] if name.startswith("<") else ""
    is_own = file.value(inner) is not None or any(inner == each.alias for each in file.imports)
    return bool(inner) and "." not in inner and not is_own


def is_same_entry(one: str, other: str) -> bool:
    """May two places in lists or dictionaries be the same one? A name alone stands for all of it."""
    (first, _, key), (second, _, other_key) = one.partition("["), other.partition("[")
    return first == second and (key == other_key or "" in (key, other_key) or "?]" in (key, other_key))


def item(touch: Touch, file: SourceFile) -> str:
    """The item, the name of a constant replaced by its text."""
    if not touch.item.startswith("<"):
        return touch.item
    value = file.value(touch.item[1:-1])
    return value.text or touch.item if value else touch.item

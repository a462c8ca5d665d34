"""Keys and values as TOML writes them."""

from __future__ import annotations

from doctor.fixes.ini.literals import listed
from doctor.model.config import TomlValue

INDENT = "    "
WIDTH = 100  # a list that would be longer gets an item a line


def rendered(value: TomlValue, indent: str = INDENT, multiline: bool = False) -> str:
    """The value as TOML; long lists get an item a line."""
    items = listed(value)
    if items is None:
        return scalar(value)
    words = [rendered(item) for item in items]
    line = f"[{', '.join(words)}]"
    if words and (multiline or len(line) > WIDTH):
        return "[\n" + "".join(f"{indent}{word},\n" for word in words) + "]"
    return line


def scalar(value: TomlValue) -> str:
    """A string without escapes where it has backslashes or quotes: filters and patterns stay readable."""
    if isinstance(value, str) and ("\\" in value or '"' in value) and "'" not in value and value.isprintable():
        return f"'{value}'"
    import tomlkit

    if isinstance(value, dict):
        table = tomlkit.inline_table()
        table.update(value)
        return table.as_string()
    return str(tomlkit.item(value).as_string())


def bare(key: str) -> str:
    """The key, quoted where TOML wants it."""
    if key and all(char.isascii() and (char.isalnum() or char in "-_") for char in key):
        return key
    return scalar(key)

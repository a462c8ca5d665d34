"""TOML files changed key by key: text in, text out.

Keys that stand in a table of their own are changed by spans; those in inline tables and behind dots by tomlkit.
"""

from doctor.fixes.toml.document import values
from doctor.fixes.toml.keys import remove_key, rename_key, set_key
from doctor.fixes.toml.lists import add_item, remove_words
from doctor.fixes.toml.tables import remove_section, rename_section

__all__ = [
    "add_item",
    "remove_key",
    "remove_section",
    "remove_words",
    "rename_key",
    "rename_section",
    "set_key",
    "values",
]

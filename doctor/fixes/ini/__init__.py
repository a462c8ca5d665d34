"""INI files changed key by key: text in, text out.

The lines are told apart as iniconfig does, which pytest reads them with, and only those change that a change names.
An editor that models the file as configparser does (ConfigUpdater) reads some of these files differently: comments
after a value, `[section] # comment`, a value below a comment.
"""

from doctor.fixes.ini.document import values
from doctor.fixes.ini.keys import remove_key, rename_key, set_key
from doctor.fixes.ini.lists import add_item, remove_words
from doctor.fixes.ini.sections import remove_section, rename_section

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

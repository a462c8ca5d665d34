"""`minversion`: is this pytest new enough?"""

from __future__ import annotations

from typing import Any

from doctor.facts.config_files import raised
from doctor.facts.getini import Getini, UsageError
from doctor.model.config import ConfigError
from doctor.model.plugins import IniKey


def minversion_error(pytest_version: str, getini: Getini, key: IniKey, inipath: str) -> ConfigError | None:
    """What pytest says if `minversion` asks for a newer one, or is no version."""
    raw = getini.raw_of_file(key) if getini.version < (9,) else getini.raw(key)
    if raw is None:
        return None
    place = raw.setting.value_place if raw.setting else raw.place
    try:
        wanted: Any = getini.get(key) if getini.version >= (9, 1) else raw.value
        if wanted and not isinstance(wanted, str) and getini.version < (9, 1):
            return ConfigError(f"{inipath}: 'minversion' must be a single value", place)
        if not wanted or not is_newer(wanted, pytest_version):
            return None
    except UsageError as error:
        return ConfigError(str(error), place)
    except (TypeError, ValueError) as error:
        return raised(error, place)
    words = f"{inipath}: 'minversion' requires pytest-{wanted}, actual pytest-{pytest_version}'"
    return ConfigError(words, place)


def is_newer(version: str, other: str) -> bool:
    """Is the first version above the second? ValueError (packaging's InvalidVersion) if it is none, or TypeError."""
    parts, others = str(version).split("."), other.split(".")
    if all(part.isascii() and part.isdigit() for part in parts + others):
        width = max(len(parts), len(others))
        first, second = ([*map(int, each)] + [0] * (width - len(each)) for each in (parts, others))
        return first > second
    from packaging.version import Version  # 20 ms to import, for rare spellings

    return Version(version) > Version(other)

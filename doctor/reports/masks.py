"""Keeps secrets out of what is printed and kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

MASK = "***"
_WORDS = (
    "TOKEN",
    "SECRET",
    "PASSW",
    "PASSPHRASE",
    "CREDENTIAL",
    "PRIVATE",
    "AUTH",
    "APIKEY",
    "COOKIE",
    "SESSION",
    "DSN",
)
_BEGINNINGS = (
    "ghp_",
    "gho_",
    "ghs_",
    "github_pat_",
    "glpat-",
    "sk-",
    "xox",
    "AKIA",
    "ASIA",
    "eyJ",
    "pypi-",
    "-----BEGIN",
)


def is_secret_name(name: str) -> bool:
    """API_KEY and DB_PASSWORD are; KEYBOARD and PYTEST_KEYS are not."""
    plain = name.upper().replace("-", "_")
    return any(word in plain for word in _WORDS) or plain.split("_")[-1] in ("KEY", "PWD", "PAT")


def masked(name: str, value: str) -> str:
    """The value of a variable, without what looks like a secret in it."""
    if is_secret_name(name) and value:
        return MASK
    words = value.split(" ")
    shown = []
    hide_next = False
    for word in words:
        option, equals, _ = word.partition("=")
        if hide_next and not word.startswith("-"):
            shown.append(MASK)
        elif equals and is_secret_name(option.strip("-")):
            shown.append(f"{option}={MASK}")
        else:
            shown.append(_masked_word(word))
        hide_next = word.startswith("-") and not equals and is_secret_name(word.strip("-"))
    return " ".join(shown)


def _masked_word(word: str) -> str:
    scheme, separator, rest = word.partition("://")
    if separator and "@" in rest.partition("/")[0]:
        return f"{scheme}://{MASK}@{rest.partition('@')[2]}"
    bare = word.rpartition("=")[2].strip("'\"")
    return word.replace(bare, MASK) if _looks_secret(bare) else word


def _looks_secret(word: str) -> bool:
    if word.startswith(_BEGINNINGS) and len(word) >= 16:
        return True
    return len(word) >= 32 and word.isalnum() and word.isascii() and _is_mixed(word)


def _is_mixed(word: str) -> bool:
    return any(char.isdigit() for char in word) and any(char.isalpha() for char in word)


HOME, USER = "~", "user"
_ANY_HOME = re.compile(
    r"(?:/(?:home|Users)/[^/\\\s:\"']+)|(?:[A-Za-z]:[\\/]+Users[\\/]+[^/\\\s:\"']+)|(?:/root(?=/|$))"
)
_COMMON = frozenset({"root", "user", "runner", "ubuntu", "admin", "test", "python", "app", "ci", "build"})


def homes(variables: Mapping[str, str]) -> tuple[str, ...]:
    """The home folders that the variables name."""
    found = (variables.get(name, "").rstrip("/\\") for name in ("HOME", "USERPROFILE"))
    return tuple(dict.fromkeys(home for home in found if len(home) > 3))


def users(variables: Mapping[str, str]) -> tuple[str, ...]:
    """The user names that the variables tell, and those of the home folders; common words are none."""
    names = [variables.get(name, "") for name in ("USER", "LOGNAME", "USERNAME", "SUDO_USER")]
    names += [re.split(r"[\\/]", home)[-1] for home in homes(variables)]
    return tuple(dict.fromkeys(name for name in names if len(name) > 2 and name.lower() not in _COMMON))


def redacted(data: Any, home: Iterable[str], user: Iterable[str]) -> Any:
    """Plain data without home folders and user names, in keys and values alike; all tokens are masked again."""
    if isinstance(data, str):
        return _redacted_text(data, tuple(home), tuple(user))
    if isinstance(data, Mapping):
        return {redacted(key, home, user): redacted(value, home, user) for key, value in data.items()}
    if isinstance(data, (list, tuple)):
        return [redacted(item, home, user) for item in data]
    return data


def _redacted_text(text: str, home: tuple[str, ...], user: tuple[str, ...]) -> str:
    for folder in sorted(home, key=len, reverse=True):
        text = re.sub(re.escape(folder) + r"(?=[\\/:\s\"']|$)", HOME, text)
    text = _ANY_HOME.sub(HOME, text)
    for name in user:
        text = re.sub(rf"(?<![A-Za-z0-9]){re.escape(name)}(?![A-Za-z0-9])", USER, text)
    return text

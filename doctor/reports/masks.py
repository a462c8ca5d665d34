"""Keeps secrets out of what is printed and kept."""

from __future__ import annotations

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

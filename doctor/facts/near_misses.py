"""Names of sections that somebody meant for pytest, whether it reads them or not."""

from __future__ import annotations

# Spellings without blanks, dots, colons, dashes and underscores, in lower case.
MEANT = frozenset(
    [
        *("pytest", "pytestini", "pytestoptions", "pytestinioption", "pytestinioptions", "inioptions"),
        *("toolpytest", "toolpytestini", "toolpytestoptions", "toolpytestconfig", "toolinioptions"),
        *("toolpytestinioption", "toolpytestinioptions", "toolspytest", "toolspytestinioptions"),
    ]
)
SEPARATORS = str.maketrans("", "", " .:-_'\"\t")


def is_meant(name: str) -> bool:
    """Does this look like a section for pytest? `name` is the INI section, or the TOML table joined with dots.

    Sections of plugins and other tools (`tool.pytest_env`, `tool.pytest-enabler.black`, `testenv:pytest`) do not.
    """
    bare = name.lower().translate(SEPARATORS)
    return bare in MEANT or any(_one_slip(bare, word) for word in MEANT)


def _one_slip(word: str, other: str) -> bool:
    """Do the words differ by one letter that is wrong, missing or too many, or by two neighbours swapped?"""
    if abs(len(word) - len(other)) > 1 or len(other) < 6:
        return False
    start = 0
    while start < min(len(word), len(other)) and word[start] == other[start]:
        start += 1
    rest, expected = word[start:], other[start:]
    swapped = rest[:2] == expected[:2][::-1] and rest[2:] == expected[2:]
    return swapped or rest[1:] == expected[1:] or rest[1:] == expected or rest == expected[1:]

"""Names are matched as pytest matches them."""

from __future__ import annotations

import itertools

import pytest
from _pytest.python import PyCollector, path_matches_patterns

from doctor.rules.naming import file_fits, fits, folders_of, is_within, words_of

PATTERNS = ("Test", "test", "*Tests", "Test*Case", "check_?", "[abc]*", "", "test_*.py", "unit/test_*.py", "*_test.py")
NAMES = ("TestCart", "CartTests", "TestACase", "check_a", "check_ab", "abc", "xyz", "test_a", "")
FILES = ("test_a.py", "tests/test_a.py", "tests/unit/test_a.py", "a_test.py", "unit/test_b.txt", "tests/Test_a.py")


class Config:
    """As much of pytest's configuration as its matcher asks for."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern

    def getini(self, _: str) -> list[str]:
        return [self.pattern]


class Collector(PyCollector):
    """pytest's own matcher, without a session around it."""

    def __init__(self, pattern: str) -> None:
        self.config = Config(pattern)  # type: ignore[assignment]


@pytest.mark.parametrize(("pattern", "name"), [*itertools.product(PATTERNS, NAMES)])
def test_classes_and_functions(pattern: str, name: str) -> None:
    collector = object.__new__(Collector)
    collector.__init__(pattern)  # type: ignore[misc]
    assert fits(name, [pattern]) == collector._matches_prefix_or_glob_option("python_classes", name)


@pytest.mark.parametrize(("pattern", "path"), [*itertools.product(PATTERNS, FILES)])
def test_files(pattern: str, path: str, tmp_path) -> None:
    assert file_fits(path, [pattern]) == path_matches_patterns(tmp_path / path, [pattern])


def test_folders() -> None:
    assert list(folders_of("tests/unit/test_a.py")) == ["tests/unit", "tests"]
    assert is_within("tests/unit/a.py", "tests/unit")
    assert is_within("tests/unit/a.py", ".")
    assert not is_within("tests/units/a.py", "tests/unit")
    assert list(words_of("tests/load-tests/e2e.x")) == ["test", "load", "test", "e2e", "x"]

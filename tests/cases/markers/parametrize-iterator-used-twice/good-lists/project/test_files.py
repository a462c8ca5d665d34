import glob
from pathlib import Path

import pytest

HERE = Path(__file__).parent
FILES = sorted(HERE.glob("*.py"))
NAMES = sorted(glob.glob("*.py"))
LISTED = list(map(str, range(2)))
ONCE = map(str, range(2))


class Store:
    def glob(self, pattern):
        return [pattern]


STORED = Store().glob("*.py")
STORE = Store()
KEPT = STORE.glob("*.py")


@pytest.mark.parametrize("path", FILES)
def test_file(path):
    assert path


@pytest.mark.parametrize("path", FILES)
def test_file_again(path):
    assert path


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("number", LISTED)
def test_name(name, number):
    assert name


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("number", LISTED)
def test_name_again(name, number):
    assert name


@pytest.mark.parametrize("number", ONCE)
def test_once(number):
    assert number


@pytest.mark.parametrize("name", STORED)
@pytest.mark.parametrize("kept", KEPT)
def test_stored(name, kept):
    assert name


@pytest.mark.parametrize("name", STORED)
@pytest.mark.parametrize("kept", KEPT)
def test_stored_again(name, kept):
    assert name


FOUND = glob.glob("*.py")


@pytest.mark.parametrize("name", FOUND)
def test_found(name):
    assert name


@pytest.mark.parametrize("name", FOUND)
def test_found_again(name):
    assert name

import pytest

from tests.cases import DRAWN, KEY, KEYS, KNOWN
from tests.seeded import NUMBERS


@pytest.mark.parametrize("key", KEYS)
def test_objects(key):
    assert key


@pytest.mark.parametrize("key", [KEY, None])
def test_object(key):
    assert key or key is None


@pytest.mark.parametrize("key", KNOWN)
def test_known(key):
    assert key


@pytest.mark.parametrize("number", NUMBERS)
def test_seeded(number):
    assert number


@pytest.mark.parametrize("number", DRAWN)
def test_own(number):
    assert number


@pytest.mark.parametrize("key", [str(KEY)], ids=["key"])
def test_ids(key):
    assert key


@pytest.mark.parametrize("key", [KEY.version, KEY.int > 0])
def test_of_all(key):
    assert key

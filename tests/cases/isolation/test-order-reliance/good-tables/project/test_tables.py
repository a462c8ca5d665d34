import pytest

KNOWN = {"apple": 1}
CACHE = {}
SEEN = {}
MADE = {}
GIVEN = {}


@pytest.fixture(autouse=True)
def emptied():
    SEEN.clear()
    yield


def number(name):
    if name not in CACHE:
        CACHE[name] = len(name)
    return CACHE[name]


def test_only_read():
    assert KNOWN["apple"] == 1


def test_cached():
    CACHE["apple"] = 5
    assert number("apple") == 5


def test_cached_again():
    assert CACHE["apple"] == 5 if "apple" in CACHE else True


def test_seen():
    SEEN["apple"] = 1
    assert SEEN["apple"]


def test_seen_by_none():
    with pytest.raises(KeyError):
        SEEN["apple"]


def test_made():
    MADE["apple"] = 1
    assert MADE["apple"]


def test_made_for_itself():
    MADE["apple"] = 2
    assert MADE["apple"] == 2


@pytest.fixture
def given():
    GIVEN["apple"] = 3


def test_given(given):
    GIVEN["apple"] = 4
    assert GIVEN["apple"] == 4


def test_given_again(given):
    assert GIVEN["apple"] == 3


def test_own_name():
    made = MADE = {"apple": 1}
    assert made["apple"] == MADE["apple"]

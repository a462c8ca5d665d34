import pytest

CASES = {"aa": 2, "bb": 2}
PAIRS = {("aa", 2): "first", ("bb", 2): "second"}
IDS = {"first": ("aa", 2), "second": ("bb", 2)}


@pytest.mark.parametrize("text, size", CASES.items())
def test_items(text, size):
    assert len(text) == size


@pytest.mark.parametrize("text, size", PAIRS)
def test_pairs(text, size):
    assert len(text) == size


@pytest.mark.parametrize("text, size", IDS.values(), ids=IDS)
def test_values(text, size):
    assert len(text) == size


@pytest.mark.parametrize("text", CASES)
def test_one(text):
    assert CASES[text] == len(text)

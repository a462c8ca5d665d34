import pytest

from shop.colours import NAMES

SIZES = {"xs", "s", "m", "l", "xl", "xxl", "3xl", "4xl"}


@pytest.mark.parametrize("name", sorted(list(NAMES)))
def test_name(name):
    assert name.islower()


@pytest.mark.parametrize("size", sorted(SIZES))
def test_size(size):
    assert size


@pytest.mark.parametrize("word", sorted({word for word in "one two three four five six seven eight nine".split()}))
def test_word(word):
    assert word

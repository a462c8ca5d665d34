import pytest

PAIRS = [(1, 2), (3, 4)]
EXTRA = (5, 6)


@pytest.mark.parametrize("pair", [(1, 2), (3, 4, 5)])
def test_single(pair):
    assert pair


@pytest.mark.parametrize("number,", [(1,), [2]])
def test_comma(number):
    assert number


@pytest.mark.parametrize("a, b", [*PAIRS, EXTRA, "xy", {"k": 1, "l": 2}])
def test_pairs(a, b):
    assert a != b


@pytest.mark.parametrize(("a",), [(1,), pytest.param(2)])
def test_tuple_of_one(a):
    assert a


@pytest.mark.parametrize("a,b", [pytest.param(*EXTRA, id="extra"), (*EXTRA,)])
def test_starred(a, b):
    assert a < b


@pytest.mark.parametrize("text", ["long text"])
def test_text(text):
    assert text

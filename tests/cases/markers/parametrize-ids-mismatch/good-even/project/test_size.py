import pytest

SIZES = [1, 2]
NAMES = ["small", "middle"]
SIZES.append(3)
NAMES += ["large"]


@pytest.mark.parametrize("size", SIZES, ids=["small", "middle", "large"])
def test_appended(size):
    assert size > 0


@pytest.mark.parametrize("size", [1, 2, 3], ids=[None, "two", None])
def test_some(size):
    assert size > 0


@pytest.mark.parametrize("size", [1, 2], ids=[])
def test_no_ids(size):
    assert size > 0


@pytest.mark.parametrize("size", [1, 2], ids=str)
def test_function(size):
    assert size > 0


@pytest.mark.parametrize("size", [*SIZES], ids=[*SIZES])
def test_spread(size):
    assert size > 0


@pytest.mark.parametrize("size", [1, 2, 3], ids=(name for name in ("a", "b", "c")))
def test_generator(size):
    assert size > 0


@pytest.mark.parametrize("size", [1, 2, 3], ids=NAMES)
def test_grown(size):
    assert size > 0

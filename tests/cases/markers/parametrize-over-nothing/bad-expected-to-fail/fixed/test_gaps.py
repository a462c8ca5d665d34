import pytest


@pytest.mark.parametrize("word", ["berth"])
@pytest.mark.xfail(strict=True)
def test_gap(word):
    assert word.isupper()

import pytest


@pytest.mark.parametrize("word", [])
@pytest.mark.xfail
def test_gap(word):
    assert word.isupper()

import pytest


def test_sum():
    total = 1 + 1
    assert total == 2
    is_three = total == 3
    assert not is_three


def test_incomparable():
    with pytest.raises(TypeError):
        1 < "2"

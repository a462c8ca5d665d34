import pytest


def test_mean():
    assert sum([1, 2]) / 2 == pytest.approx(1.5)

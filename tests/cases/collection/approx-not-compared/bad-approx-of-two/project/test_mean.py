import pytest


def test_mean():
    assert pytest.approx(sum([1, 2]) / 2, 1.5)

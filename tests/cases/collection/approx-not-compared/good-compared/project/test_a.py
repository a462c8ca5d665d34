import pytest


def test_mean():
    assert 1.5 == pytest.approx(1.5)
    assert pytest.approx(1.5) == 1.5

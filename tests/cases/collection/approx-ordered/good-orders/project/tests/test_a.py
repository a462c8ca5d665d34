import pytest
from pytest import approx


def near(value):
    return value


def test_equal():
    assert 1.5 == approx(1.5)
    assert approx(1.5) != 2
    assert 1 < 1.5 == approx(1.5)
    assert 1.5 in [approx(1.5)]


def test_refused():
    with pytest.raises(TypeError):
        assert 1.5 <= approx(1.5)


@pytest.mark.xfail(strict=True)
def test_known():
    assert 1.5 <= approx(1.5)


def test_own():
    def approx(value):
        return value

    assert 1 <= approx(1)

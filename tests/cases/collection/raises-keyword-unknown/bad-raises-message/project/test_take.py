import pytest


def take(n):
    if n < 0:
        raise ValueError("n must not be negative")


def test_take():
    with pytest.raises(ValueError, message="n must not be negative"):
        take(-1)

import pytest


def take(n):
    if n < 0:
        raise ValueError(f"take() needs n >= 0 (got {n})")


def test_take():
    with pytest.raises(ValueError, match="take() needs n >= 0 (got -1)"):
        take(-1)

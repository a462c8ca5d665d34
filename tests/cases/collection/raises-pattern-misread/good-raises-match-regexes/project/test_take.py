import pytest


def take(n):
    raise ValueError(f"take() needs n >= 0 (got {n}) in [a] or a.b + c?")


@pytest.mark.parametrize("pattern", ["needs n"])
def test_take(pattern):
    with pytest.raises(ValueError, match=pattern):
        take(-1)
    with pytest.raises(ValueError, match=r"take\(\) needs .* \(got -1\)"):
        take(-1)
    with pytest.raises(ValueError, match="needs (n|m) >= 0"):
        take(-1)
    with pytest.raises(ValueError, match="a.b"):
        take(-1)
    with pytest.raises(ValueError, match="(got|given)"):
        take(-1)

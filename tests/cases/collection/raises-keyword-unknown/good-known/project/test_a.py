import pytest


def take(n, message="", note=""):
    raise ValueError(message)


def test_take():
    with pytest.raises(ValueError, match="no"):
        take(1, message="no")
    pytest.raises(ValueError, take, 1, note="no")

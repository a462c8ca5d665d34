import pytest

try:
    from missing_library import LoadError
except ImportError:
    LoadError = None


def load(text):
    return {}[text]


@pytest.mark.parametrize("expected", [None, KeyError])
def test_parameter(expected):
    with pytest.raises(expected or KeyError):
        load("x")


def test_not_there():
    with pytest.raises(LoadError or KeyError):
        load("x")


def test_tuple():
    with pytest.raises((ValueError, KeyError)):
        load("x")


def test_text():
    name = ""
    with pytest.raises(KeyError, match=name or "x"):
        load("x")

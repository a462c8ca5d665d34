import pytest

try:
    from shop import pay
except ImportError:
    pay = None


def test_defined():
    rows = []
    with pytest.raises(Exception):
        [pay(row) for row in rows]
        int("x")
    with pytest.raises(NameError):
        nothing_there

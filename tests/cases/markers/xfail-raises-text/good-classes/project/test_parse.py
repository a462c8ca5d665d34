import pytest

EXPECTED = (ValueError, TypeError)


@pytest.mark.xfail(raises=ValueError, strict=True)
def test_class():
    assert int("x") == 1


@pytest.mark.xfail(raises=(ValueError, TypeError), strict=True)
def test_tuple():
    assert int("x") == 1


@pytest.mark.xfail(raises=EXPECTED, strict=True)
def test_named():
    assert int("x") == 1

import pytest


@pytest.mark.parametrize(("number", "double"), [(1, 2), (2, 4)])
def test_double(number, double):
    assert 2 * number == double

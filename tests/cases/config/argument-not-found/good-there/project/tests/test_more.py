import pytest

from tests.test_cart import TestCart


class TestOther(TestCart):
    pass


@pytest.mark.parametrize("x", [1, 2])
def test_x(x):
    assert x

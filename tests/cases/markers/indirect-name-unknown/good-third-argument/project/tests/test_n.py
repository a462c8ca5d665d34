import pytest


@pytest.fixture
def n(request):
    return request.param


@pytest.mark.parametrize("n", [1, 2], ["n"])
def test_n(n):
    assert n

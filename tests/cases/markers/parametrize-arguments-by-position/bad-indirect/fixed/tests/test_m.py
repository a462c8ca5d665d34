import pytest


@pytest.fixture
def n(request):
    return request.param


@pytest.mark.parametrize("n", [1, 2], indirect=["n"], ids=["one", "two"])
def test_n(n):
    assert n

import pytest


@pytest.fixture(params=[pytest.param(3, id=1), pytest.param(4, id=2)])
def n(request):
    return request.param


def test_n(n):
    assert n

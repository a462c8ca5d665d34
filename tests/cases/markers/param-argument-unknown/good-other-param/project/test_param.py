import pytest


def param(*values, mark=None):
    return values


@pytest.mark.parametrize("number", [pytest.param(1, id="one", marks=pytest.mark.skip(reason="later")), param(2, mark=3)])
def test_number(number):
    assert number


@pytest.mark.parametrize("number", [pytest.param(1, **{"id": "one"})])
def test_spread(number):
    assert number

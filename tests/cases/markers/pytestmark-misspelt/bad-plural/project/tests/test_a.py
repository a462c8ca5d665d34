import pytest

pytestmarks = pytest.mark.slow


def test_long():
    assert True

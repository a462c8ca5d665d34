import pytest

pytestmark = pytest.mark.slow


def test_long():
    assert True

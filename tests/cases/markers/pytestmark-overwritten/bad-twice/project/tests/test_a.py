import pytest

pytestmark = pytest.mark.slow

pytestmark = pytest.mark.db


def test_long():
    assert True

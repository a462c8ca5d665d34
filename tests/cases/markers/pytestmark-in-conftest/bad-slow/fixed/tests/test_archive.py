import pytest

pytestmark = pytest.mark.slow


def test_read():
    assert True


def test_write():
    assert True


@pytest.mark.slow
def test_all():
    assert True

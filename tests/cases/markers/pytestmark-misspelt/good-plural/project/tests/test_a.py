import pytest

pytestmark = pytest.mark.slow
slow_marks = pytest.mark.slow


def test_long():
    assert True

import pytest

pytestmark = pytest.mark.slow


def test_all():
    assert 1 + 1 == 2

import pytest

pytestmark = pytest.mark.overseas


def test_town():
    assert "Lima".istitle()

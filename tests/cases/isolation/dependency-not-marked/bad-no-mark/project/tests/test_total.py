import pytest


def test_login():
    assert True


@pytest.mark.dependency(depends=["test_login"])
def test_card():
    assert True

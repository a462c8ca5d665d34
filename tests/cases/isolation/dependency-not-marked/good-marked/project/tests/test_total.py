import pytest


@pytest.mark.dependency
def test_login():
    assert True


@pytest.mark.dependency(depends=["test_login"])
def test_card():
    assert True


@pytest.mark.dependency(name="paid")
def test_paid():
    assert True


@pytest.mark.dependency(depends=["paid", "test_card"])
def test_sent():
    assert True


@pytest.mark.dependency(depends=["tests/test_other.py::test_x"], scope="session")
def test_far():
    assert True

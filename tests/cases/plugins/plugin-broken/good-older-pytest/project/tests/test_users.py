import pytest


@pytest.fixture
def admin():
    return "admin"


@pytest.mark.parametrize("name", [pytest.lazy_fixture("admin")])
def test_name(name):
    assert name == "admin"

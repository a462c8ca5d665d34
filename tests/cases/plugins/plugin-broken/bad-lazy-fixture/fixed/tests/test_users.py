import pytest


@pytest.fixture
def admin():
    return "admin"


@pytest.mark.parametrize("name", ["admin"])
def test_name(name, request):
    assert request.getfixturevalue(name) == "admin"

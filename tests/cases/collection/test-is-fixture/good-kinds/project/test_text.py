import pytest


@pytest.fixture
def test_word():
    assert "a".islower()
    return "a"


@pytest.fixture
def test_ready():
    assert True


@pytest.fixture(autouse=True)
def test_checked():
    yield
    assert True


@pytest.fixture(name="checked")
def test_by_name():
    assert True


@pytest.mark.usefixtures("test_ready")
def test_lower(test_word):
    assert test_word.lower() == "a"


def test_named(checked):
    assert checked is None

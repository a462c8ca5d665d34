import pytest


@pytest.fixture
def clean():
    yield


@pytest.fixture(name="filled")
def fill():
    return [1]


@pytest.mark.usefixtures(clean)
class TestShop:
    def test_total(self):
        assert 1 + 1 == 2


@pytest.mark.usefixtures(fill)
def test_filled():
    assert True

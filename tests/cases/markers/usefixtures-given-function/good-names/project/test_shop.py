import pytest

CLEAN = "clean"


@pytest.fixture
def clean():
    yield


@pytest.mark.usefixtures("clean")
class TestShop:
    def test_total(self):
        assert 1 + 1 == 2


@pytest.mark.usefixtures(CLEAN)
def test_clean():
    assert True

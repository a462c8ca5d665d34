import pytest


@pytest.fixture
def word():
    return "a"


@pytest.fixture
def test_upper(word):
    assert word.upper() == "A"


class TestWord:
    @pytest.fixture()
    def test_length(self, word):
        assert len(word) == 1

    def test_lower(self, word):
        assert word.lower() == "a"

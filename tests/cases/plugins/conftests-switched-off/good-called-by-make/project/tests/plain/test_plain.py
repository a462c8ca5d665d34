import pytest


@pytest.fixture
def own():
    return 1


@pytest.mark.parametrize("card", [1])
def test_plain(own, card, tmp_path):
    assert own == card

import pytest


@pytest.mark.board_uno
def test_blink():
    assert True

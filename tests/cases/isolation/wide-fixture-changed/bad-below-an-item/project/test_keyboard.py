import pytest


class Button:
    text = "a"


@pytest.fixture(scope="module")
def keyboard():
    return [[Button()]]


def test_change(keyboard):
    keyboard[0][0].text = "b"
    assert keyboard[0][0].text == "b"


def test_first(keyboard):
    assert keyboard[0][0].text == "a"

from helpers import HELP


def test_d():
    assert HELP

from .common import double


def test_b():
    assert double(1) == 2

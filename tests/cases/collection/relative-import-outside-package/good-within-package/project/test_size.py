from .helpers import SIZE


def test_size():
    assert SIZE == 3

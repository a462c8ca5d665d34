from .._speed import fast


def test_fast():
    assert fast() == 1

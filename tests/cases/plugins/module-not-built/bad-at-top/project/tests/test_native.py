import _native


def test_fast():
    assert _native.fast() == 1

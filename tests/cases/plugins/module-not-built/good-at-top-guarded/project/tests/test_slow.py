try:
    import _native
except ImportError:
    _native = None


def test_slow():
    assert _native is None or _native.fast() == 1

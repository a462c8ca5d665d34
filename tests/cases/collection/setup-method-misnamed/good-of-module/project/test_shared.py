def setup_class():
    return 1


def test_shared():
    assert True is not None

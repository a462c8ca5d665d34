import test_shared


def test_helped():
    test_shared.setup_class()

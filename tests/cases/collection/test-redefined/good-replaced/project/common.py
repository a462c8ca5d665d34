__all__ = ["login"]


def test_login():
    assert False


def login():
    return True

from ports import connect


def test_connect():
    assert connect

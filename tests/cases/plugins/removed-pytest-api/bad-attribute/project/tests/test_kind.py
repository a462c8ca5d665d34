from pytest import Instance


def test_kind():
    assert Instance

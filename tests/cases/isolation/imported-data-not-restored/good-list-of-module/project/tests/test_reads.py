from press.registry import HANDLERS


def test_empty():
    assert HANDLERS == []

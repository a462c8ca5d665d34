import pytest

state = []


@pytest.mark.order(after="test_write")
def test_read():
    assert state == ["row"]


def test_write():
    state.append("row")

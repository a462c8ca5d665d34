import pytest

state = []


@pytest.mark.run(after="test_write")
def test_read():
    assert state == ["row"]


def test_write():
    state.append("row")

import pytest as pt

state = []


@pt.mark.order(index=2)
class TestRead:
    def test_read(self):
        assert state == ["row"]


first = pt.mark.order(index=1)


@first
def test_write():
    state.append("row")

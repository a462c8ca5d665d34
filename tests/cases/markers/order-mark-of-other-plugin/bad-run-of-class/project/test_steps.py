import pytest as pt

state = []


@pt.mark.run(order=2)
class TestRead:
    def test_read(self):
        assert state == ["row"]


first = pt.mark.run(order=1)


@first
def test_write():
    state.append("row")

from pytest import mark

state = {}


@mark.order(index=2)
def test_read():
    assert state["row"] == 1


@mark.order(index=1)
def test_write():
    state["row"] = 1

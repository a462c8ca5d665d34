from pytest import mark

state = {}


@mark.run(order=2)
def test_read():
    assert state["row"] == 1


@mark.run(order=1)
def test_write():
    state["row"] = 1

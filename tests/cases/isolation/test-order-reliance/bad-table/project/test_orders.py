ORDERS = {"first": 1}
CREATED = {}


def test_created():
    CREATED["id"] = ORDERS["first"] + 1
    assert CREATED["id"] == 2


def test_read():
    assert CREATED["id"] == 2

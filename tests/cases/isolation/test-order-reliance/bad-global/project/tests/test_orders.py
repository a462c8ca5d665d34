order = None


def test_made():
    global order
    order = {"id": 1, "paid": True}
    assert order["id"]


def test_paid():
    assert order["paid"]

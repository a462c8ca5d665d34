from shop import order_pb2


def test_order():
    assert order_pb2.Order(name="pen").name == "pen"

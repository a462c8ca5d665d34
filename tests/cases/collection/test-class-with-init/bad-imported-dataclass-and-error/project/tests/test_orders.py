from orders import TestOrder


def test_lines():
    assert TestOrder(7, ["a"]).lines == ["a"]

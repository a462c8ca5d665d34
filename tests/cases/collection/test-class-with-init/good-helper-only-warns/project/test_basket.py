class TestBasket:
    """A double of the real basket, no tests."""

    def __init__(self, size):
        self.size = size


def test_size():
    assert TestBasket(3).size == 3

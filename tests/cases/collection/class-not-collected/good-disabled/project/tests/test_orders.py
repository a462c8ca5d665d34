class TestOrders:
    def test_paid(self):
        assert sum([1, 2]) == 3


class Disabled:
    def test_unpaid(self):
        assert sum([1, 2]) == 4


class DisabledTestOrders:
    def test_refunded(self):
        assert sum([1, 2]) == 5

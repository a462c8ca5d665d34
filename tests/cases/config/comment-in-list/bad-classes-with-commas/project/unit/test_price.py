class otherBase:
    def test_nothing(self):
        assert self.price


class Test_Price:
    def test_price(self):
        assert 1 + 1 == 2

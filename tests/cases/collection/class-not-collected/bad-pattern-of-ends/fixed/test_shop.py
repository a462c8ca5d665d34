class ShopTest:
    def test_open(self):
        assert True


class TillTest:
    def test_till(self):
        assert True

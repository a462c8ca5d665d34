class ShopTest:
    def test_open(self):
        assert True


class TillTestCase:
    def test_till(self):
        assert True

class TestShop:
    def setup_metod(self):
        self.shop = "open"

    def test_shop(self):
        assert self.shop == "open"


class TestOther:
    @classmethod
    def setup_clas(cls):
        cls.shop = "open"

    def test_shop(self):
        assert self.shop == "open"


class TestMore:
    def setpu_method(self):
        self.shop = "open"

    def test_shop(self):
        assert self.shop == "open"

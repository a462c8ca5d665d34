class TestShop:
    def setup_method(self):
        self.shop = "open"

    def test_shop(self):
        assert self.shop == "open"


class TestOther:
    @classmethod
    def setup_class(cls):
        cls.shop = "open"

    def test_shop(self):
        assert self.shop == "open"


class TestMore:
    def setup_method(self):
        self.shop = "open"

    def test_shop(self):
        assert self.shop == "open"

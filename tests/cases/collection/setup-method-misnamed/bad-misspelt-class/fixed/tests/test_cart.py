class Shared:
    def test_shared(self):
        assert not getattr(self, "cart", [])


class TestCart(Shared):
    @classmethod
    def setup_class(cls):
        cls.cart = ["apple"]

class Shared:
    def test_shared(self):
        assert not getattr(self, "cart", [])


class TestCart(Shared):
    @classmethod
    def setupClass(cls):
        cls.cart = ["apple"]

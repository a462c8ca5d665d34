class TestCart:
    def setup_method(self):
        self.cart = ["apple"]

    def test_cart(self):
        assert not hasattr(self, "cart")

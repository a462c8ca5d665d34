class TestCart:
    def setUp(self):
        self.cart = ["apple"]

    def test_cart(self):
        assert not hasattr(self, "cart")

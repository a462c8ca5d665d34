class TestCart:
    def test_empty(self, cart):
        assert cart

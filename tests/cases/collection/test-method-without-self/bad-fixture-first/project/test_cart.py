class TestCart:
    def test_empty(cart):
        assert cart

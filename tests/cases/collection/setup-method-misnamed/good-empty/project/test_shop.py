class TestShop:
    def tearDown(self):
        """Clean up."""

    def test_shop(self):
        assert len("shop") == 4

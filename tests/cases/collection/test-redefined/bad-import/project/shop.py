def test_connection():
    return None


class TestShop:
    def test_open(self):
        assert True

def test_connection():
    assert False


class TestShop:
    def test_open(self):
        assert True


from shop import TestShop, test_connection as test_connection

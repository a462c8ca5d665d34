def test_connection_1():
    assert False


class TestShop1:
    def test_open(self):
        assert True


from shop import TestShop, test_connection as test_connection

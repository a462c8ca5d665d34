class TestShop:
    def test_open(self):
        assert True


def test_a():
    assert True

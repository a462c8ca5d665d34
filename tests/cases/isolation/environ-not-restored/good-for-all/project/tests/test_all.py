import os


def test_a():
    os.environ["SHOP_A"] = "1"


class TestB:
    def setup_method(self):
        os.environ["SHOP_B"] = "1"

    def test_b(self):
        assert os.environ["SHOP_B"]

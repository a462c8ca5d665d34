import pytest


def test_total():
    assert sum([1, 2]) == 3


def check_empty():
    assert sum([]) == 0


class TestCart:
    @pytest.mark.parametrize("price", [1, 2])
    def test_price(self, price):
        assert price > 0

    def check_price(self):
        assert True


def test_folder(tmp_path):
    tmp_path.joinpath("a").touch()

import pytest


@pytest.fixture
def stock():
    with open("stock.txt", "w") as file:
        file.write("3 apples")


@pytest.mark.parametrize("name", ["apple", "pear"])
def test_stock(stock, name):
    assert name

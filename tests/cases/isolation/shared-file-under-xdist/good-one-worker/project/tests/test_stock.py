import sqlite3

import pytest


@pytest.fixture
def stock():
    connection = sqlite3.connect("stock.db")
    yield connection
    connection.close()


@pytest.mark.parametrize("name", ["apple", "pear"])
def test_stock(stock, name):
    assert stock and name

import os
import sqlite3
import time

import pytest


@pytest.fixture
def stock():
    connection = sqlite3.connect("stock.db")
    connection.execute("CREATE TABLE stock (name, number)")
    connection.commit()
    time.sleep(1)
    yield connection
    connection.close()
    os.remove("stock.db")


@pytest.mark.parametrize("name", ["apple", "pear"])
def test_stock(stock, name):
    stock.execute("INSERT INTO stock VALUES (?, 1)", (name,))
    assert stock.execute("SELECT name FROM stock").fetchall() == [(name,)]

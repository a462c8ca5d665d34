import os
import sqlite3
import time

import pytest


@pytest.fixture
def stock(tmp_path):
    connection = sqlite3.connect(tmp_path / "stock.db")
    connection.execute("CREATE TABLE stock (name, number)")
    connection.commit()
    time.sleep(1)
    yield connection
    connection.close()


@pytest.mark.parametrize("name", ["apple", "pear"])
def test_stock(stock, name):
    stock.execute("INSERT INTO stock VALUES (?, 1)", (name,))
    assert stock.execute("SELECT name FROM stock").fetchall() == [(name,)]

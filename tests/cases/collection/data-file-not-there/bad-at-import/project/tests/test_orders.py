import os

ROWS = open(os.path.join(os.path.dirname(__file__), "orders.csv")).read().splitlines()


def test_orders():
    assert len(ROWS) == 2

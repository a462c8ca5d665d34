from pathlib import Path


def test_orders():
    assert (Path(__file__).parent / "data" / "orders.csv").read_text()

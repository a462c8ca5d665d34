import json
import os
from pathlib import Path

HERE = Path(__file__).resolve().parent
DATA = HERE / "data"
NAMES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "names.txt")


def test_orders():
    rows = (DATA / "orders.csv").read_text().splitlines()
    assert len(rows) == 2


class TestNames:
    def test_names(self):
        with open(NAMES, encoding="utf-8") as file:
            assert file.read()

    def test_prices(self):
        prices = json.loads(DATA.joinpath("more", "prices.json").read_bytes())
        assert prices

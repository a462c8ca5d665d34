import os

from unittest import mock

if os.environ.get("SHOP_NIGHTLY"):
    os.environ["SHOP_SLOW"] = "1"

with mock.patch.dict(os.environ, {"SHOP_LAZY": "1"}):
    import json

SAVED = os.environ.get("SHOP_LOUD")
os.environ["SHOP_LOUD"] = "1"
import csv

if SAVED is None:
    del os.environ["SHOP_LOUD"]


def test_a():
    assert json and csv


if __name__ == "__main__":
    os.environ["SHOP_MAIN"] = "1"

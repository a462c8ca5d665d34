import os

os.environ["SHOP_MODE"] = "test"

import json


def test_a():
    assert json

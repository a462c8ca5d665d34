import os
from unittest.mock import patch

environment = patch.dict("os.environ")


def setup_function():
    environment.start()
    os.environ["SHOP_PATH"] = "no"


def teardown_function():
    environment.stop()


def test_path():
    assert os.environ["SHOP_PATH"] == "no"

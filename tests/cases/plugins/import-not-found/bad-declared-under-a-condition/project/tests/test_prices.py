import yaml


def test_price():
    assert yaml.safe_load("2") == 2

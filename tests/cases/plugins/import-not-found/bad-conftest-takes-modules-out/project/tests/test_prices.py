import yaml


def test_price(without):
    without("json")
    assert yaml.safe_load("2") == 2

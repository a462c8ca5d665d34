from shop import DEFAULTS


def test_dollars():
    conf = DEFAULTS
    conf["currency"] = "usd"
    assert conf["currency"] == "usd"


def test_euros():
    assert DEFAULTS["currency"] == "eur"

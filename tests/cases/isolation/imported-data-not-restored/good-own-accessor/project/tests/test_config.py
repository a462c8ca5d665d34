import shop


def test_setter():
    shop.config["currency"] = "EUR"
    assert shop.config["currency"] == "EUR"


def test_left():
    assert "currency" not in shop.config

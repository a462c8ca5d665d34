from shop.web import app


def test_default():
    assert app.config["LIMIT"] == 10

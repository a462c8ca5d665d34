from shop.web import app


def test_limit():
    app.config.update(LIMIT=3)
    assert app.config["LIMIT"] == 3

def test_one(app):
    assert app.requests


def test_two(app):
    assert app.requests

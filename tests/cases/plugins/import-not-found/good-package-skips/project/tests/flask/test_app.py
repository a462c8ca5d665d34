import flask
import werkzeug


def test_app():
    assert flask.Flask("shop") and werkzeug

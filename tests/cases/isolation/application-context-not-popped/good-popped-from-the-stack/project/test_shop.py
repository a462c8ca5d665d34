from flask.globals import app_ctx

from shop import app


def setup_function():
    app.app_context().push()


def teardown_function():
    app_ctx.pop()


def test_name():
    assert app.name == "shop"

from shop import create_app
from shop.extensions import db


def test_in_memory(app):
    assert str(db.engine.url) == "sqlite://"


def test_own():
    app = create_app()
    app.config.update({"SQLALCHEMY_DATABASE_URI": "sqlite://", "TESTING": True})
    with app.app_context():
        assert str(db.engine.url) == "sqlite://"

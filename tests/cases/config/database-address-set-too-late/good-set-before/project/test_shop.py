from flask import Flask

from shop import create_app, create_bound, db, plain


def test_handed_over():
    app = create_bound(TESTING=True, SQLALCHEMY_DATABASE_URI="sqlite://")
    with app.app_context():
        assert str(db.engine.url) == "sqlite://"


def test_not_bound():
    app = create_app()
    app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
    db.init_app(app)
    with app.app_context():
        assert str(db.engine.url) == "sqlite://"


def test_own():
    app = Flask("own")
    app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
    db.init_app(app)
    app.config["TESTING"] = True
    assert app.testing


def test_plain(monkeypatch):
    monkeypatch.setitem(plain.config, "SQLALCHEMY_DATABASE_URI", "sqlite://")
    db.init_app(plain)
    with plain.app_context():
        assert str(db.engine.url) == "sqlite://"


def test_set_twice():
    app = create_bound(SQLALCHEMY_DATABASE_URI="sqlite://")
    app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
    with app.app_context():
        assert str(db.engine.url) == "sqlite://"

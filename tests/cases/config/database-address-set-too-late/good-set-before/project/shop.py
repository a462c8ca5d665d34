from flask import Flask
from flask_sqlalchemy import SQLAlchemy

db = SQLAlchemy()
plain = Flask("plain")


def create_app(config=None):
    app = Flask(__name__)
    app.config.update(config or {})
    if "SQLALCHEMY_DATABASE_URI" in app.config:
        db.init_app(app)
    return app


def create_bound(**config):
    app = Flask(__name__)
    app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite:////nowhere/shop.db"
    app.config.update(config)
    db.init_app(app)
    return app

from flask import Flask

from shop.extensions import register


def create_app(name="shop", **config):
    app = Flask(name)
    app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite:////nowhere/shop.db"
    app.config.update(config)
    register(app)
    return app

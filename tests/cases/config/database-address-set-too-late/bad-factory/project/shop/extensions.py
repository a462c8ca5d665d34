from flask_sqlalchemy import SQLAlchemy

db = SQLAlchemy()


def register(app):
    db.init_app(app)

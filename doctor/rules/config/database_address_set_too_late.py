"""Tests set the address of Flask-SQLAlchemy's database when the application was given to it already.

## Why

Since Flask-SQLAlchemy 3 `db.init_app(app)` and `SQLAlchemy(app)` read the configuration, and never again
(https://flask-sqlalchemy.readthedocs.io/en/stable/config/). What a fixture sets behind `app = create_app()` is not
looked at: the tests create, fill and drop the tables of the database that the application has by itself
(https://github.com/pallets-eco/flask-sqlalchemy/issues/1172).

## Instead

```python
def create_app(config=None):
    app = Flask(__name__)
    app.config.from_object("shop.settings")
    app.config.update(config or {})
    db.init_app(app)
    return app
```

and in the fixture `create_app({"SQLALCHEMY_DATABASE_URI": "sqlite://"})`.

## Fix safety

There is none: how the application is told differs.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Related, Severity
from doctor.model.flask_databases import FlaskDatabases, LateSetting
from doctor.rules.registry import rule


@rule(severity=Severity.WARNING, since="0.1")
def check(flask_databases: FlaskDatabases) -> Iterator[Problem]:
    yield from map(problem, flask_databases.late)


def problem(late: LateSetting) -> Problem:
    return Problem(
        place=late.place,
        message=f"{late.key} is set after '{late.app}' was given to its database, which does not look again",
        label="not looked at any more",
        related=(Related(late.bound, "the configuration is read here, once"),),
        consequence="the tests work on the database that the application has by itself, and may drop its tables",
        help=f"hand {late.key} to the function that makes the application, so that it is set before init_app",
    )

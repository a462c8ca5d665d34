import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from store import engine


@event.listens_for(Engine, "connect")
def foreign_keys(connection, record):
    connection.execute("PRAGMA foreign_keys=ON")


@pytest.fixture(scope="session")
def all_queries():
    found = []
    event.listen(engine, "before_cursor_execute", lambda *args: found.append(args[2]))
    return found


@pytest.fixture
def queries():
    found = []

    def note(*args):
        found.append(args[2])

    event.listen(engine, "before_cursor_execute", note)
    yield found
    event.remove(engine, "before_cursor_execute", note)

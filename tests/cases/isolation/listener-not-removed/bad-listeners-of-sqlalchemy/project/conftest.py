import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine


@pytest.fixture
def queries():
    found = []

    @event.listens_for(Engine, "before_cursor_execute")
    def note(connection, cursor, statement, parameters, context, executemany):
        found.append(statement)

    return found

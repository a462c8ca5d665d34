import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

SEEN = []


@pytest.fixture
def queries():
    @event.listens_for(Engine, "before_cursor_execute")
    def note(connection, cursor, statement, parameters, context, executemany):
        SEEN.append(statement)

    return SEEN

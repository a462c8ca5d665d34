import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

SEEN = []


@pytest.fixture
def queries():
    def note(connection, cursor, statement, parameters, context, executemany):
        SEEN.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    yield SEEN
    event.remove(Engine, "before_cursor_execute", note)

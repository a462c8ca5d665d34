import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine


@pytest.fixture
def queries():
    found = []

    def note(connection, cursor, statement, parameters, context, executemany):
        found.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    yield found
    event.remove(Engine, "before_cursor_execute", note)

import pytest

from app.database import migrate


@pytest.fixture
def database():
    migrate()
    yield "sqlite://"

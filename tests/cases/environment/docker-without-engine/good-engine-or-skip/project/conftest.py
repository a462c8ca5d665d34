import pytest
from testcontainers.postgres import PostgresContainer


@pytest.fixture(scope="session")
def database():
    with PostgresContainer("postgres:17") as container:
        yield container.get_connection_url()

import shutil

import pytest


@pytest.fixture(scope="session")
def database():
    if not shutil.which("docker"):
        pytest.skip("no docker here")
    from testcontainers.postgres import PostgresContainer

    with PostgresContainer("postgres:17") as container:
        yield container.get_connection_url()

import os

import fakeredis
import psycopg
import pytest
import redis
from filelock import FileLock
from sqlalchemy import MetaData, create_engine

metadata = MetaData()
NAME = os.environ.get("SHOP_DATABASE", "shop")


@pytest.fixture(scope="session")
def database(worker_id):
    name = f"shop_{worker_id}"
    with psycopg.connect("host=localhost", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        yield name


@pytest.fixture(scope="session")
def schema(database):
    with psycopg.connect(f"host=localhost dbname={database}") as connection:
        connection.execute("CREATE SCHEMA shop")


@pytest.fixture
def tables():
    engine = create_engine("sqlite:///:memory:")
    metadata.create_all(engine)
    yield engine
    metadata.drop_all(engine)


@pytest.fixture
def store(worker_id):
    client = redis.Redis(db=int(worker_id[2:]) if worker_id != "master" else 0)
    yield client
    client.flushdb()


@pytest.fixture
def fake():
    client = fakeredis.FakeRedis(db=0)
    yield client
    client.flushdb()


@pytest.fixture(scope="session")
def once(tmp_path_factory):
    with FileLock("/tmp/shop.lock"):
        with psycopg.connect("host=localhost") as connection:
            connection.execute("CREATE DATABASE shop_shared")


@pytest.fixture(scope="session")
def in_container(postgres_container):
    with psycopg.connect(postgres_container.url) as connection:
        connection.execute("CREATE DATABASE shop")


@pytest.fixture(scope="session")
def postgres_container():
    from testcontainers.postgres import PostgresContainer

    with PostgresContainer() as container:
        yield container

import psycopg
import pytest
import redis


@pytest.fixture(scope="session")
def database():
    with psycopg.connect("host=localhost", autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS shop_test")
        connection.execute("CREATE DATABASE shop_test")
        yield "shop_test"


@pytest.fixture
def store():
    client = redis.Redis(host="localhost", db=3)
    yield client
    client.flushdb()

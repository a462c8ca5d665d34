import psycopg
import pytest


@pytest.fixture(scope="session")
def database():
    with psycopg.connect("dbname=postgres", autocommit=True) as connection:
        connection.execute("CREATE DATABASE shop_test")
        yield "shop_test"
        connection.execute("DROP DATABASE shop_test")

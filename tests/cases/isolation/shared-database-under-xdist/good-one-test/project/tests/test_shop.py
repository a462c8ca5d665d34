import psycopg
import pytest


@pytest.fixture(scope="session")
def database():
    with psycopg.connect("host=localhost", autocommit=True) as connection:
        connection.execute("CREATE DATABASE shop_test")
        yield "shop_test"


def test_database(database):
    assert database


def test_other():
    assert True

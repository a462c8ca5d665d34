import os

import docker
import psycopg2
import pytest


@pytest.fixture
def rolled_back():
    connection = psycopg2.connect("dbname=shop_test")
    connection.cursor().execute("DELETE FROM users")
    yield connection
    connection.rollback()


@pytest.fixture
def own_database(worker_id):
    connection = psycopg2.connect(f"dbname=shop_{worker_id}")
    connection.cursor().execute("CREATE TABLE users (id int)")
    yield connection
    connection.cursor().execute("DROP TABLE users")


@pytest.fixture
def given():
    connection = psycopg2.connect(os.environ["DATABASE_URL"])
    connection.cursor().execute("TRUNCATE users")
    return connection


@pytest.fixture
def one_row():
    connection = psycopg2.connect("dbname=shop_test")
    connection.cursor().execute("CREATE TEMP TABLE mine (id int)")
    yield connection
    connection.cursor().execute("DELETE FROM users WHERE id = 7")


@pytest.fixture(scope="session")
def unnamed():
    container = docker.from_env().containers.run("postgres:17", detach=True)
    with psycopg2.connect("dbname=shop_test") as connection:
        connection.cursor().execute("CREATE TABLE users (id int)")
        yield container
    container.remove(force=True)

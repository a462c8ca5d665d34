import boto3
import docker
import psycopg2
import pytest


@pytest.fixture
def users():
    connection = psycopg2.connect("dbname=shop_test")
    cursor = connection.cursor()
    cursor.execute("CREATE TABLE IF NOT EXISTS users (id int)")
    connection.commit()
    yield cursor
    cursor.execute("DROP TABLE users")


@pytest.fixture
def emptied():
    connection = psycopg2.connect(dbname="shop_test", host="localhost")
    yield connection
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE orders")


@pytest.fixture(scope="session")
def bucket():
    client = boto3.client("s3", endpoint_url="http://localhost:9000")
    client.create_bucket(Bucket="shop-test")
    return client


@pytest.fixture(scope="session")
def container():
    container = docker.from_env().containers.run("postgres:17", name="shop-db", detach=True)
    yield container
    container.remove(force=True)

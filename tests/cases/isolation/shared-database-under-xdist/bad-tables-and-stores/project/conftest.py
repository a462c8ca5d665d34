import boto3
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

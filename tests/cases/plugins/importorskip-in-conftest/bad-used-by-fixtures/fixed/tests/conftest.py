import pytest


@pytest.fixture
def bucket():
    """A bucket of one's own."""
    boto3 = pytest.importorskip("boto3")
    client = boto3.client("s3")
    yield client.create_bucket(Bucket="b")
    client.delete_bucket(Bucket="b")

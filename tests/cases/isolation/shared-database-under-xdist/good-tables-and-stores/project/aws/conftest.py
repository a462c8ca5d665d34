import boto3
import pytest
from moto import mock_aws


@pytest.fixture
def bucket():
    with mock_aws():
        client = boto3.client("s3", region_name="eu-west-1")
        client.create_bucket(Bucket="shop-test")
        yield client

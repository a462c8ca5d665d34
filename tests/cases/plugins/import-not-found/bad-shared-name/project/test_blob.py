from azure.storage.blob import BlobClient


def test_blob():
    assert BlobClient

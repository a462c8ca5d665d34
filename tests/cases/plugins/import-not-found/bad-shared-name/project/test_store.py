from google.cloud import storage


def test_store():
    assert storage

import pytest

os = pytest.importorskip("os")


@pytest.fixture
def boto():
    return pytest.importorskip("boto3")

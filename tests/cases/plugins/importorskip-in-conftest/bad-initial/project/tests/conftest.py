import pytest

boto3 = pytest.importorskip("boto3")

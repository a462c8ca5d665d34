import os


def test_none():
    assert "REGION" not in os.environ

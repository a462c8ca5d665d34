import os


def test_other():
    os.environ = {"REGION": "eu"}
    assert os.environ["REGION"] == "eu"


def test_path():
    assert "PATH" in os.environ


def test_empty():
    os.environ.clear()
    assert not os.environ


def test_still():
    assert "PATH" in os.environ

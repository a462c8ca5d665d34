import os


def test_folder():
    assert os.getcwd() == "/nowhere"

import os

from client import Client, go


def build(client):
    with client.chdir("."):
        return 1


def test_build(tmp_path):
    client = Client()
    with client.chdir(tmp_path):
        assert build(client) == 1


def test_folder(shop):
    with shop.chdir():
        assert shop.size == 3


def test_goes_away(tmp_path):
    cwd = os.getcwd()
    go(tmp_path)
    assert os.getcwd() == str(tmp_path)
    os.chdir(cwd)


def test_goes_away_again(tmp_path):
    original_cwd = os.getcwd()
    go(tmp_path)
    os.chdir(original_cwd)
    assert os.getcwd() == original_cwd

from client import Client


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

import urllib.request


def test_server(server):
    assert urllib.request.urlopen(server).status == 200

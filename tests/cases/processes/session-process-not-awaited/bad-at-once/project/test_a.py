import urllib.request


def test_server(server, slow_server):
    assert urllib.request.urlopen(server).status == 200

import urllib.request


def test_shop(server):
    assert urllib.request.urlopen(server).read().decode() == "shop"

from conftest import make_request


def test_request():
    assert make_request("/")["path"] == "/"

from urllib.request import urlopen


def test_users(httpserver):
    httpserver.expect_request("/users", method="GET")
    assert urlopen(httpserver.url_for("/users"), timeout=5).status == 200

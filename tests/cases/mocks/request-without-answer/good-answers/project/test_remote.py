from urllib.request import urlopen


def test_users(httpserver):
    httpserver.expect_request("/users").respond_with_json([])
    handler = httpserver.expect_oneshot_request("/names")
    handler.respond_with_data("ann")
    httpserver.clear_all_handlers()
    httpserver.expect_request("/users").respond_with_json([])
    assert urlopen(httpserver.url_for("/users"), timeout=5).status == 200

from urllib.error import HTTPError
from urllib.request import urlopen

import pytest


def test_users(httpserver):
    httpserver.expect_request("/users").respond_with_json([])
    handler = httpserver.expect_oneshot_request("/names")
    handler.respond_with_data("ann")
    httpserver.clear_all_handlers()
    httpserver.expect_request("/users").respond_with_json([])
    assert urlopen(httpserver.url_for("/users"), timeout=5).status == 200


def test_error(httpserver):
    httpserver.expect_request("/users")
    with pytest.raises(HTTPError):
        urlopen(httpserver.url_for("/users"), timeout=5)


def test_status(httpserver):
    httpserver.expect_request("/users")
    try:
        urlopen(httpserver.url_for("/users"), timeout=5)
    except HTTPError as error:
        assert error.code == 500


def test_not_asked(httpserver):
    httpserver.expect_request("/users")
    assert httpserver.log == []

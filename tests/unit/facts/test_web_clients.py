"""Requests of test files."""

from __future__ import annotations

from doctor.facts.web_clients import Home

CLIENT = "import httpx\nclient = httpx.Client()\n"


def test_deep_expressions_are_read() -> None:
    summed = " + ".join(["'a'"] * 2000)
    home = Home("test_a.py", f"{CLIENT}def test_a():\n    x = {summed}\n    client.get('/a')\n".encode())
    assert [each.path for each in home.requests()] == ["/a"]


def test_a_name_that_a_loop_gives_something_else_is_no_client() -> None:
    body = "    own = httpx.Client()\n    own.get('/a')\n    for own in others():\n        own.delete('/b')\n"
    assert not list(Home("test_a.py", f"{CLIENT}def test_a():\n{body}".encode()).requests())


def test_requests_that_wait_for_an_error_are_guarded() -> None:
    body = "    with raises(ValueError):\n        client.get('/a')\n    client.get('/b')\n"
    home = Home("test_a.py", f"{CLIENT}def test_a():\n{body}".encode())
    assert [(each.path, each.guarded) for each in home.requests()] == [("/a", True), ("/b", False)]

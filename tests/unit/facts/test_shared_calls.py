"""Which lines of test files may change what a call gives to everybody."""

from __future__ import annotations

import time

import pytest

from doctor.facts.shared_calls import changing

HEAD = b"from shop.conf import (\n    get_settings,\n)\nimport shop\n"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (b"    get_settings().debug = True\n", {5}),
        (b"    shop.conf.get_settings().rows.append(1)\n", {5}),
        (b"    x = 1; get_settings()['a'] = 1\n", {5}),
        (b"    settings = get_settings()\n    settings.debug = True\n", {5}),
        (b"    settings = get_settings()  \r\n    settings.debug = True\r\n", {5}),
        (b"    settings = get_settings()\n    other.debug = True\n", set()),
        (b"    settings = Settings()\n    settings.debug = True\n", set()),
        (b"    get_other().debug = True\n", set()),
        (b"    get_settings().debug == True\n", set()),
    ],
)
def test_lines_that_change_something(text: bytes, lines: set[int]) -> None:
    assert changing(HEAD + text) == sorted(lines)


@pytest.mark.parametrize(
    "text",
    [
        b"    " + b"a" * 400_000 + b" get_settings().debug = True\n",
        b"    x = get_settings()\n" * 20_000,
        b"    get_settings().debug = 1;" * 20_000,
        b"from shop import (\n" * 20_000,
    ],
    ids=["word", "aliases", "one line", "imports"],
)
def test_time_grows_with_the_length_alone(text: bytes) -> None:
    start = time.process_time()
    changing(HEAD + text)
    assert time.process_time() - start < 2

"""Marks that hooks give to tests, however they are written."""

from __future__ import annotations

from textwrap import dedent

import pytest

from doctor.facts.collection_marks import marks_of
from doctor.model.collection_marks import CollectionMarks

SKIP = "    skip = pytest.mark.skip(reason='slow')\n"
LOOP = "    for item in items:\n"


def of(body: str, start: str = "import pytest\n") -> CollectionMarks:
    return marks_of(f"{start}def pytest_collection_modifyitems(config, items):\n{body}".encode(), "conftest.py")


@pytest.mark.parametrize(
    "condition",
    [
        "'slow' in item.keywords",
        "config.getoption('--fast') and 'slow' in item.keywords",
        "item.get_closest_marker('slow')",
        "item.get_closest_marker(name='slow') is not None",
        "any(item.iter_markers('slow'))",
        "item.keywords.get('slow')",
    ],
)
def test_what_is_skipped_by_a_mark_is_that_mark(condition: str) -> None:
    within = f"{SKIP}{LOOP}        if {condition}:\n            item.add_marker(skip)\n"
    behind = f"{LOOP}        if not ({condition}):\n            continue\n        item.add_marker(pytest.mark.skip)\n"
    assert of(within) == of(behind) == CollectionMarks(skipped=frozenset({"slow"}))


def test_a_name_stands_for_what_was_asked() -> None:
    asked = "        found = item.get_closest_marker('slow')\n"
    body = f"{LOOP}{asked}        if found:\n            item.add_marker('skip')\n"
    assert of(body).skipped == {"slow"}
    assert of(
        f"{LOOP}        for mark in item.iter_markers('slow'):\n            item.add_marker('skip')\n"
    ).skipped == {"slow"}


@pytest.mark.parametrize("condition", ["'slow' in item.nodeid", "config.getoption('--fast')", "is_slow(item)"])
def test_what_is_skipped_for_another_reason_cannot_be_told(condition: str) -> None:
    found = of(f"{SKIP}{LOOP}        if {condition}:\n            item.add_marker(skip)\n")
    assert (found.skipped, found.complete) == (frozenset(), False)


@pytest.mark.parametrize(
    ("start", "given"),
    [
        ("import pytest\n", "pytest.mark.asyncio"),
        ("import pytest\n", "pytest.mark.asyncio(loop_scope='session')"),
        ("import pytest as pt\n", "pt.mark.asyncio"),
        ("from pytest import mark as m\n", "m.asyncio"),
        ("", "'asyncio'"),
        ("", "marker='asyncio'"),
        ("import pytest\n", "getattr(pytest.mark, 'asyncio')"),
        ("import pytest\nASYNC = pytest.mark.asyncio\n", "ASYNC, append=False"),
    ],
)
def test_a_mark_is_known_however_it_is_given(start: str, given: str) -> None:
    assert of(f"{LOOP}        item.add_marker({given})\n", start) == CollectionMarks(names=frozenset({"asyncio"}))


@pytest.mark.parametrize(
    "body",
    [
        "        item.add_marker(mark_for(item))\n",
        "        for name in NAMES:\n            item.add_marker(getattr(pytest.mark, name))\n",
        "        item.own_markers.append(MARK)\n",
        "        one = pytest.mark.slow\n        one = other()\n        item.add_marker(one)\n",
    ],
)
def test_a_mark_that_is_made_up_cannot_be_told(body: str) -> None:
    assert not of(LOOP + body).complete


def test_marks_that_are_only_mentioned_count() -> None:
    source = dedent(
        """
        import pytest
        def pytest_itemcollected(item):
            item.obj = pytest.mark.asyncio(item.obj)
        """
    )
    assert marks_of(source.encode(), "conftest.py").names == {"asyncio"}


@pytest.mark.parametrize(
    "source",
    ["from shop.hooks import pytest_collection_modifyitems\n", "pytest_itemcollected = shop.hooks.mark\n"],
)
def test_the_hook_of_another_file_cannot_be_told(source: str) -> None:
    assert not marks_of(source.encode(), "conftest.py").complete


def test_a_hook_by_another_name_is_read() -> None:
    start = "import pytest\n@pytest.hookimpl(specname='pytest_collection_modifyitems')\n"
    body = "def mark_all(items):\n    for item in items:\n        item.add_marker(pytest.mark.asyncio)\n"
    assert marks_of((start + body).encode(), "conftest.py") == CollectionMarks(names=frozenset({"asyncio"}))


def test_a_hook_without_marks_tells_of_none() -> None:
    assert of("    items.sort(key=str)\n") == CollectionMarks()

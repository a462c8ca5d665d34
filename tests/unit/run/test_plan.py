"""How tests are grouped, divided and shared out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doctor.errors import UsageError
from doctor.model.batches import Group
from doctor.run import plan

ITEMS = [
    {"test": "tests/a/test_1.py::x", "file": "/p/tests/a/test_1.py", "markers": ["slow", "parametrize"]},
    {"test": "tests/a/test_1.py::y", "file": "/p/tests/a/test_1.py", "markers": []},
    {"test": "tests/a/test_2.py::x", "file": "/p/tests/a/test_2.py", "markers": ["skipif"]},
    {"test": "tests/test_3.py::x", "file": "/p/tests/test_3.py", "markers": ["slow"]},
]


def test_by_file() -> None:
    found = plan.groups(ITEMS, "file", "/p")
    assert [group.name for group in found] == ["tests/a/test_1.py", "tests/a/test_2.py", "tests/test_3.py"]
    assert not any(group.tests for group in found)


def test_by_folder() -> None:
    found = plan.groups(ITEMS, "folder", "/p")
    assert {group.name: group.files for group in found} == {
        "tests/a": ("/p/tests/a/test_1.py", "/p/tests/a/test_2.py"),
        "tests": ("/p/tests/test_3.py",),
    }


def test_by_marker_names_the_tests_and_leaves_out_pytests_own_marks() -> None:
    found = {group.name: group for group in plan.groups(ITEMS, "marker", "/p")}
    assert set(found) == {"slow", "no marker"}
    assert found["slow"].tests == ("tests/a/test_1.py::x", "tests/test_3.py::x")
    assert found["slow"].files == ("/p/tests/a/test_1.py", "/p/tests/test_3.py")


def test_batches_keep_the_order() -> None:
    found = plan.batches(plan.groups(ITEMS, "file", "/p"), 2)
    assert [(batch.number, batch.name) for batch in found] == [
        (1, "tests/a/test_1.py … tests/a/test_2.py"),
        (2, "tests/test_3.py"),
    ]


def test_the_cost_of_a_group_is_what_was_recorded() -> None:
    cost = plan.costs(ITEMS, "file", "/p", {"tests/a/test_1.py::x": 3.0, "tests/test_3.py::x": 5.0})
    assert cost == {"tests/a/test_1.py": 7.0, "tests/a/test_2.py": 4.0, "tests/test_3.py": 5.0}


@given(st.dictionaries(st.text("abc", min_size=1), st.floats(0, 100), max_size=20), st.integers(1, 5))
def test_each_group_is_in_one_shard(cost: dict[str, float], whole: int) -> None:
    found = [Group(name, (name,)) for name in cost]
    shards = [plan.shared_out(found, part, whole, cost) for part in range(1, whole + 1)]
    assert sorted(group.name for shard in shards for group in shard) == sorted(cost)
    loads = [sum(cost[group.name] for group in shard) for shard in shards]
    assert max(loads, default=0) <= sum(cost.values()) / whole + max(cost.values(), default=0) + 1e-6


@pytest.mark.parametrize("text", ["", "2", "0/3", "4/3", "a/b", "1/", "-1/2", "1/2/3"])
def test_a_shard_that_is_none(text: str) -> None:
    with pytest.raises(UsageError, match="2/8"):
        plan.shard(text)

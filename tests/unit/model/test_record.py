"""Records behave as frozen dataclasses."""

from __future__ import annotations

import copy
import pickle

import pytest

from doctor.model.places import COMMAND_LINE, ENVIRONMENT, Place
from doctor.model.record import Record, values


class Point(Record):
    """Two numbers."""

    x: int
    y: int = 2


class Named(Point):
    """A subclass of the same fields."""

    x: int
    y: int = 3


def test_equal_by_value() -> None:
    assert Point(1) == Point(1, 2)
    assert Point(1) != Point(1, 3)
    assert Point(1) != (1, 2)
    assert len({Point(1), Point(1, 2), Point(2)}) == 2


def test_never_changed() -> None:
    point = Point(1)
    with pytest.raises(AttributeError, match="frozen"):
        point.x = 3  # type: ignore[misc]
    with pytest.raises(AttributeError, match="frozen"):
        del point.y
    with pytest.raises(AttributeError):
        point.z = 3  # type: ignore[attr-defined]
    assert point.replace(x=5) == Point(5)
    assert point == Point(1)


def test_arguments_are_checked() -> None:
    with pytest.raises(TypeError, match="x"):
        Point()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="z"):
        Point(1, z=2)  # type: ignore[call-arg]
    assert Named(1).y == 3


def test_it_can_be_copied_printed_and_sent() -> None:
    point = Point(1, 5)
    assert pickle.loads(pickle.dumps(point)) == point
    assert copy.deepcopy(point) == point
    assert repr(point) == "Point(x=1, y=5)"
    assert values(point) == (1, 5)


def test_places() -> None:
    assert str(Place("a.ini", 3, 5)) == "a.ini:3:5"
    assert str(Place("a.ini", 3)) == "a.ini:3"
    assert str(Place(ENVIRONMENT)) == "<environment>"
    assert not Place(COMMAND_LINE).is_file
    assert sorted([Place("b"), Place("a", 2), Place("a", 1)]) == [Place("a", 1), Place("a", 2), Place("b")]

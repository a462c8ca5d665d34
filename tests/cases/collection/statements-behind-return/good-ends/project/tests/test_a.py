import sys

import pytest
from shop import service

NUMBERS = [2, 3, 5]


def test_known():
    if sys.platform == "win32":
        pytest.xfail("not there")
    assert NUMBERS


def test_nothing_more():
    print(NUMBERS)
    pytest.xfail("not written yet")


@pytest.mark.xfail(reason="known", strict=True)
def test_marked():
    assert not NUMBERS


def test_tried():
    try:
        assert not NUMBERS
    except AssertionError:
        pytest.xfail("known")
    assert NUMBERS


def test_first_that_fits():
    for number in NUMBERS:
        if number == 3:
            assert number
            return
    pytest.fail("none")


def test_one_is_enough():
    for number in NUMBERS:
        if number == 2:
            continue
        assert number == 3
        return


def test_first():
    for event in service.events():
        assert event
        return


def test_first_else_fails():
    for number in NUMBERS:
        assert number == 2
        return
    pytest.fail("none")


def test_only():
    for number in [2]:
        assert number
        return


def helper():
    for number in NUMBERS:
        assert number
        return

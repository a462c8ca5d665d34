import pytest


def test_default_rate():
    try:
        rate = int("3")
        assert rate == 3
    except ValueError:
        pytest.fail("not a number")


def test_collects():
    errors = []
    for value in ["1", "2"]:
        try:
            assert int(value) > 0
        except AssertionError as error:
            errors.append(error)
    assert not errors


def test_reraises():
    try:
        assert int("1") == 1
    except Exception:
        print("context")
        raise

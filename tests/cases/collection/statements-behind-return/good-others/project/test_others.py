import sys

import pytest


@pytest.fixture
def nothing():
    def made():
        return
        yield

    return list(made())


@pytest.fixture
def either():
    if sys.platform == "win32":
        return "\\"
    return "/"


@pytest.fixture
def rows():
    try:
        return [
            1,
        ]
    finally:
        assert True is not None


@pytest.fixture
def chosen(request):
    match sys.platform:
        case "win32":
            return 1
        case _:
            return 2


def test_all(nothing, either, rows, chosen):
    if not rows:
        return
    else:
        assert either in "\\/"
    assert (nothing, chosen) == ([], 2)
    for row in rows:
        if row:
            return
        assert row
    text = """
    return
    x
    """
    assert len(text.split()) == 2


def helper():
    return 1
    assert False


@pytest.mark.skip(reason="later")
def test_later():
    return
    assert helper() == 2


def test_without_assertion(rows):
    assert rows
    return
    print("the end")

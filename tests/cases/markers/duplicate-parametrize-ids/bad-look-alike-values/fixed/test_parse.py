import pytest


@pytest.mark.parametrize("value", [1, "1", 2])
def test_parse(value):
    assert int(value)


@pytest.mark.parametrize("left, right", [("a", None), pytest.param("a", "None", id="a-None-2")])
def test_pair(left, right):
    assert left

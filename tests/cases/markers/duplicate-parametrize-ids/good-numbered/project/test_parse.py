import pytest


@pytest.mark.parametrize("value", [[], [], {}, {}])
def test_containers(value):
    assert not value


@pytest.mark.parametrize("value", [1, 1.0, True])
def test_numbers(value):
    assert value


@pytest.mark.parametrize("value", ["a", "A"], ids=lambda text: text * 2)
def test_function(value):
    assert value


@pytest.mark.parametrize("value", ["a", "b"])
@pytest.mark.parametrize("other", ["a"])
def test_stacked(value, other):
    assert value


@pytest.mark.parametrize("value", [pytest.param("a", id="first"), "a"], ids=[None, None])
def test_given(value):
    assert value


@pytest.mark.parametrize("value", [(), b"x"])
def test_last(value):
    assert value is not None

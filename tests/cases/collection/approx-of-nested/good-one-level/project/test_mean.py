import pytest
from pytest import approx


def near(value):
    return value


def test_list():
    assert [0.1 + 0.2, 1] == approx([0.3, 1])


def test_inner():
    assert {"a": [0.1 + 0.2]} == {"a": approx([0.3])}
    assert [[0.1 + 0.2]] == [approx(row) for row in [[0.3]]]


def test_names():
    rows = [1, 2]
    assert [1, 2] == approx([each for each in rows])
    assert {"a": 1} == approx({key: 1 for key in "a"})


def test_texts():
    assert {"a": 0.1 + 0.2, "b": "text"} == approx({"a": 0.3, "b": "text"})


def test_refused():
    with pytest.raises(TypeError):
        approx([[1.0]])


def test_whole_numbers():
    assert {"a": [1, 2]} == approx({"a": [1, 2]})

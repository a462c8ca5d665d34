from typing import NamedTuple

import pytest


class Till(NamedTuple):
    name: str


@pytest.fixture(scope="module")
def till():
    return Till("north")


def test_name_stays(till):
    with pytest.raises(AttributeError):
        till.name = None


def test_name(till):
    assert till.name == "north"

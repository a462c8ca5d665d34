import pytest
import pytest_cases
from pytest_cases import fixture


@fixture
@pytest.mark.parametrize("size", [1, 2])
def engine(size):
    return "engine" * size


@pytest_cases.fixture()
@pytest.mark.parametrize("colour", ["red", "blue"])
def car(engine, colour):
    return engine, colour


def test_car(car):
    assert car

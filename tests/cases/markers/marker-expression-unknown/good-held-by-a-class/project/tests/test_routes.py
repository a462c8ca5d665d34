import pytest
from routes import ROUTES


@pytest.mark.parametrize("town", [pytest.param(town, marks=marks) for town, marks in ROUTES])
def test_route(town):
    assert town

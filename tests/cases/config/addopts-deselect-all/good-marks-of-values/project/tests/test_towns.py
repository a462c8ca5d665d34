import pytest
from towns import TOWNS, more_towns


@pytest.mark.parametrize("town", TOWNS)
def test_town(town):
    assert town.istitle()


@pytest.mark.parametrize("town", more_towns())
def test_another_town(town):
    assert town.istitle()


@pytest.mark.parametrize("town", [pytest.param("Quito", marks=pytest.mark.overseas), "Worms"])
def test_third_town(town):
    assert town.istitle()

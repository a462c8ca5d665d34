import pytest

FAR = pytest.mark.overseas
MARKS = {"Perth": [FAR], "Trier": []}
TOWNS = [pytest.param("Lima", marks=FAR), "Bonn"]


def more_towns():
    return [pytest.param(town, marks=marks) for town, marks in MARKS.items()]

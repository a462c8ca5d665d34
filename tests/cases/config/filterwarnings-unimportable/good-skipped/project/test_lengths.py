import pytest

pint = pytest.importorskip("pint")


@pytest.mark.filterwarnings("error::pint.UnitStrippedWarning")
def test_length():
    assert pint.Quantity(1, "m").magnitude == 1

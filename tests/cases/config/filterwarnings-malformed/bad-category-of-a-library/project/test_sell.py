import pytest
from shop import StockWarning, sell


@pytest.mark.filterwarnings("ignore:StockWarning")
def test_sell():
    assert sell() == 1
    assert StockWarning


@pytest.mark.filterwarnings("ignore:LateWarning")
def test_sell_late():
    assert sell() == 1

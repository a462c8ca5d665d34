import pytest

from shop.database import Order


@pytest.mark.parametrize("number", range(4))
def test_order(db, number):
    db.add(Order(id=1))
    db.commit()
    assert db.query(Order).count() == 1


@pytest.mark.parametrize("number", range(4))
def test_prices(prices, number):
    assert prices

import copy

import pytest


@pytest.mark.parametrize("currency", ["EUR", "USD"])
@pytest.mark.parametrize("cart", [{"items": 0}])
def test_add(cart, currency):
    cart = copy.deepcopy(cart)
    assert cart == {"items": 0}
    cart["items"] = 1
    cart["currency"] = currency
    assert cart["currency"] == currency

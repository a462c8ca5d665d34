import importlib

import decimal
from decimal import Decimal


def test_again():
    global Decimal
    Decimal = importlib.reload(decimal).Decimal
    assert Decimal(1) == 1


def test_sum():
    assert Decimal(1) + 1 == 2

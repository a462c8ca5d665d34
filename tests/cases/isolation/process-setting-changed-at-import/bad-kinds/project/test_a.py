import decimal
import logging

logging.disable(logging.CRITICAL)
decimal.getcontext().prec = 3


def test_short():
    assert str(decimal.Decimal(1) / 3) == "0.333"

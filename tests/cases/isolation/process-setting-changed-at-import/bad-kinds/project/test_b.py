import decimal
import logging


def test_long():
    assert str(decimal.Decimal(1) / 3) == "0.3333333333333333333333333333"


def test_warns(caplog):
    logging.warning("late")
    assert "late" in caplog.text

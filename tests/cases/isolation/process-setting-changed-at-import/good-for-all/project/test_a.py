import decimal
import locale
import sys

locale.setlocale(locale.LC_ALL, "C")
decimal.getcontext().prec = 50

if sys.platform == "win32":
    locale.setlocale(locale.LC_ALL, "English")


def test_sum():
    assert decimal.Decimal(1) + 1 == 2

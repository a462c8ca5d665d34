import pytest
import shop


def test_total():
    with pytest.warns(DeprecationWarning):
        shop.total()


def test_other():
    shop.warn_of("other")

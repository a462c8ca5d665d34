import pandas as pd
import pytest


@pytest.fixture
def wide():
    pd.set_option("display.width", 200)
    yield
    pd.reset_option("display.width")


def test_wide(wide):
    assert pd.get_option("display.width") == 200

import pandas as pd


def test_default():
    assert pd.get_option("display.width") == 80

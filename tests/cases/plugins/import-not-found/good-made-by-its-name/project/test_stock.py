from pathlib import Path

import forms

forms.load(Path(__file__).with_name("stock.form"), module_name="stock_form")

import stock_form as stock  # noqa: E402


def test_price():
    assert stock.price == 3

def test_unit_price():
    assert True


def test_shop():
    assert True

def test_amount(is_near):
    assert not is_near(3)

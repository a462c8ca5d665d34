def test_shop():
    assert len("shop") == 4

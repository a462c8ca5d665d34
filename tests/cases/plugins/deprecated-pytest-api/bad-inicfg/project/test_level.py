def test_level(pytestconfig):
    assert pytestconfig.shop_level

def test_stage(pytestconfig):
    assert pytestconfig.shop

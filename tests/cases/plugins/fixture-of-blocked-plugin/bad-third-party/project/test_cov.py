def test_collector(cov):
    assert cov is None

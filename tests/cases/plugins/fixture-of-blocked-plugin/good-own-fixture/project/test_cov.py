def test_collector(cov):
    assert cov == "covered"

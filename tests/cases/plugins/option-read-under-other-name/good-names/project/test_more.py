def test_more(everything):
    assert everything

def test_headless(headless):
    assert headless is False

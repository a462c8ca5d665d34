def test_total(card):
    assert card == []

def test_card(card):
    assert card == 1

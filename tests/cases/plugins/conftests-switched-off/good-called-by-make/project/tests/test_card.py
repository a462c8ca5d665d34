def test_card(card):
    assert card == 1


def test_alone():
    assert 1

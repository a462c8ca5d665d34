import tour


def test_places():
    assert tour.PLACES == []

from names import ANN


def test_user(user, registered):
    assert registered == [ANN]

import helpers


def test_total():
    helpers.check_total(4)

def test_name(database):
    assert database == "shop_test"


def test_short(database):
    assert len(database) < 20

import shop


def test_types():
    shop.settings.restrict = True
    assert shop.settings.restrict

def test_plugin(plugin):
    import shop_plugin

    assert shop_plugin.NAME == "shop"


def test_other(other):
    import shop_other

    assert shop_other.NAME == "other"

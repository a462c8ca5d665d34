import shop


def test_size():
    shop.SETTINGS["size"] = 2
    assert shop.SETTINGS["size"] == 2

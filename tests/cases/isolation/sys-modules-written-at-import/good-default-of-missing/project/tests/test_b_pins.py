def test_locate():
    from shop.pins import locate

    assert "1" in dict(locate())

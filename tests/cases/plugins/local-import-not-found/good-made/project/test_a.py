def test_a():
    import gpiozero

    assert gpiozero

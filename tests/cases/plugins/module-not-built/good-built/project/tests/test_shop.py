import shop


def test_speed():
    assert shop._speed

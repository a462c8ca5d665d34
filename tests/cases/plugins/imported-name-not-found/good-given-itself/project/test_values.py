from physics import c, g


def test_values():
    assert c > g

from health import is_ready


def test_ready():
    assert is_ready

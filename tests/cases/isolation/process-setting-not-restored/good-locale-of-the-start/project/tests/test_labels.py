import locale


def test_label():
    assert locale.str(3.5) == "3.5"

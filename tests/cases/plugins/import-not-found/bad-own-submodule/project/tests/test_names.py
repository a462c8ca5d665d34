from ports.name import NAMES


def test_names():
    assert NAMES[80] == "http"

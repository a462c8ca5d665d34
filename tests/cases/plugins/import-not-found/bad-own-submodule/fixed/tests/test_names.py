from ports.names import NAMES


def test_names():
    assert NAMES[80] == "http"

from ports.names import name_of


def test_names():
    assert name_of(80) == "http"

from ports.names import names_of


def test_names():
    assert names_of(80) == "http"

from ports.names import name_of as names_of


def test_names():
    assert names_of(80) == "http"

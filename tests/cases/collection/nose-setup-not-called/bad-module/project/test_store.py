STORE = {}


def setup():
    STORE["key"] = "value"


def test_key():
    assert STORE["key"] == "value"

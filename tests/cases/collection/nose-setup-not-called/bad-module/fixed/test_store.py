STORE = {}


def setup_module():
    STORE["key"] = "value"


def test_key():
    assert STORE["key"] == "value"

PAYLOAD = {"name": "ann", "items": [1]}
ROWS = [1, 2]
LIMITS = {"eu": 3}


def valid(payload):
    return bool(payload["name"])


def test_copied():
    payload = dict(PAYLOAD)
    payload["name"] = ""
    assert not valid(payload)


def test_given_again():
    payload = PAYLOAD
    payload = {**payload, "name": ""}
    payload["name"] = "x"
    assert payload["name"] == "x"


def test_read():
    rows = ROWS
    assert rows[0] == 1
    assert valid(PAYLOAD)


def test_elsewhere():
    limits = LIMITS
    limits["us"] = 4
    assert LIMITS.pop("us") == 4


def test_limits():
    assert LIMITS == {"eu": 3}

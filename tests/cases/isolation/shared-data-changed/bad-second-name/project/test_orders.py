PAYLOAD = {"name": "ann", "items": [1]}


class TestLimits:
    limits = {"eu": 3}

    def test_us(self):
        limits = self.limits
        limits["us"] = 4
        assert limits["us"] == 4

    def test_regions(self):
        assert self.limits == {"eu": 3}


def valid(payload):
    return bool(payload["name"])


def test_no_name():
    payload = PAYLOAD
    payload["name"] = ""
    assert not valid(payload)


def test_name():
    assert valid(PAYLOAD)

import pytest
from shop import DEFAULTS, LIMITS


def test_put_back():
    conf = DEFAULTS
    old = conf["currency"]
    conf["currency"] = "usd"
    try:
        assert conf["currency"] == "usd"
    finally:
        conf["currency"] = old


@pytest.fixture
def dollars():
    conf = DEFAULTS
    old = conf["currency"]
    conf["currency"] = "usd"
    yield conf
    conf["currency"] = old


def test_dollars(dollars):
    assert dollars["currency"] == "usd"


def test_copied():
    conf = DEFAULTS
    conf = dict(conf)
    conf["currency"] = "usd"
    other = dict(DEFAULTS)
    other["currency"] = "usd"
    assert conf["currency"] == other["currency"]


def test_taken_out():
    limits = LIMITS
    limits["us"] = 4
    assert LIMITS["us"] == 4
    del limits["us"]


def test_taken_out_by_first_name():
    limits = LIMITS
    limits["asia"] = 4
    LIMITS.pop("asia")
    assert LIMITS == {"eu": 3}


def test_either(tmp_path):
    conf = DEFAULTS if tmp_path is None else {}
    conf["currency"] = "usd"
    for conf in ({}, {}):
        conf["currency"] = "usd"
    assert DEFAULTS["currency"] == "eur"

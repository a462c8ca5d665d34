import orjson


def test_b():
    assert orjson

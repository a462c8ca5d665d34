import warnings

with warnings.catch_warnings():
    warnings.simplefilter("error")
    import json


def test_json():
    assert json.loads("1") == 1

import yaml


def test_a():
    assert yaml

import logging

from importer import load


def test_load(caplog):
    caplog.at_level(logging.DEBUG)
    load([1])
    assert "loaded" in caplog.text

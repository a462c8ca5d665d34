import logging

from importer import load


def test_load(caplog):
    caplog.set_level(logging.DEBUG)
    load([1])
    assert "loaded" in caplog.text

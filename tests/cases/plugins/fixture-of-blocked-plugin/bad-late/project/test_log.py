import logging


def test_warns(caplog):
    logging.getLogger("ports").warning("port is taken")
    assert "taken" in caplog.text

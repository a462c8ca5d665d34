import logging


def test_log(caplog):
    logging.warning("sold out")
    assert "sold out" in caplog.text

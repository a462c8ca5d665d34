import logging


def test_quiet():
    logging.disable(logging.CRITICAL)
    logging.getLogger("shop").error("not shown")


def test_error(caplog):
    logging.getLogger("shop").error("sold out")
    assert "sold out" in caplog.text

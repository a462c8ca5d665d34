import logging


def test_quiet():
    logging.disable(logging.CRITICAL)
    try:
        logging.getLogger("shop").error("not shown")
    finally:
        logging.disable(logging.NOTSET)


def test_error(caplog):
    logging.getLogger("shop").error("sold out")
    assert "sold out" in caplog.text

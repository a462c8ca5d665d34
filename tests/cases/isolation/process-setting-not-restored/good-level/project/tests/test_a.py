import logging


def test_quiet(caplog):
    caplog.set_level(logging.CRITICAL)
    logging.getLogger("shop").info("hidden")

import logging


def test_quiet():
    logging.getLogger().setLevel(logging.CRITICAL)
    logging.getLogger("shop").info("hidden")

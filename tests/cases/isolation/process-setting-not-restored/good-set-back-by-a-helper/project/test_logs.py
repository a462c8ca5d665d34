import logging


def reset_logger(name):
    logger = logging.getLogger(name)
    logger.propagate = True


def test_logs():
    logger = logging.getLogger("shop")
    logger.propagate = False
    assert not logger.handlers
    reset_logger("shop")

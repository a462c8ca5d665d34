import logging

logger = logging.getLogger("shop")
logger.propagate = False


def buy():
    logger.warning("sold out")

import logging

logger = logging.getLogger("shop")
logger.propagate = True


def buy():
    logger.warning("sold out")

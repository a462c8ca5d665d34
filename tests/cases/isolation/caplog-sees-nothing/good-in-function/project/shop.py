import logging

logger = logging.getLogger("shop")


def configure():
    logger.propagate = False



def buy():
    logger.warning("sold out")

import logging

logging.getLogger("shop").propagate = False

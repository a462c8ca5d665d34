import logging

log = logging.getLogger(__name__)


def buy():
    log.error("sold %s", "out")

import logging

log = logging.getLogger(__name__)


def charge(amount):
    if amount > 100:
        log.warning("large charge: %s", amount)
    return amount

import random

LIMIT = 100
_cache = {}


class Cart:
    limit = 100
    _instance = None


class Settings:
    currency = "EUR"


settings = Settings()


def total(prices):
    return sum(prices)

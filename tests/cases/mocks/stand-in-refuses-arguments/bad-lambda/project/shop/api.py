from functools import cached_property, lru_cache

from shop.rates import rate, today


class Api:
    def __init__(self, key, retries=3):
        self.key = key

    def load(self):
        raise RuntimeError("no network")

    def find(self, name, limit=10):
        raise RuntimeError("no network")

    @staticmethod
    def version():
        return 1

    @classmethod
    def make(cls):
        return cls("a")

    @property
    def size(self):
        return 1

    @cached_property
    def width(self):
        return 1

    def first(self):
        return self.load()[0]

    def price(self, country):
        return rate(country, 2001) * today()

    def named(self, name):
        return self.find(name, limit=2)


class Names:
    def words():
        return ["a"]


def over(name):
    return name


@lru_cache
def cached(name):
    return name

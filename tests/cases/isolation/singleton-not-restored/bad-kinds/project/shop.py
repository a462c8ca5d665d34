import functools
from functools import cache


class Settings:
    def __init__(self):
        self.debug = False
        self.limits = {"max": 3}


class Registry:
    _instance = None

    def __init__(self):
        self.items = []

    @classmethod
    def get(cls):
        if cls._instance is None:
            cls._instance = cls()
        return cls._instance


class Plugins:
    _made = None
    names: list[str]

    @staticmethod
    def instance():
        if Plugins._made is not None:
            return Plugins._made
        Plugins._made = Plugins()
        Plugins._made.names = []
        return Plugins._made


@functools.lru_cache(maxsize=None)
def get_settings():
    return Settings()


@cache
def get_limits() -> dict[str, int]:
    return {"max": 3}


_store = None


def get_store():
    global _store
    if _store is None:
        _store = Settings()
    return _store

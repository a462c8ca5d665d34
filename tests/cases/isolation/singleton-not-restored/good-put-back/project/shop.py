from functools import lru_cache


class Settings:
    def __init__(self):
        self.debug = False
        self.hosts = []


class Registry:
    _instance = None

    def __init__(self):
        self.items = []

    @classmethod
    def get(cls):
        if cls._instance is None:
            cls._instance = cls()
        return cls._instance


class Pool:
    made = None
    size = 1

    @classmethod
    def get(cls):
        cls.made = cls.made or cls()
        return cls.made


@lru_cache
def get_settings():
    return Settings()


@lru_cache
def get_store():
    return Settings()


@lru_cache
def get_limits():
    return Settings()


@lru_cache
def get_names():
    return Settings()


_hosts = None


def get_hosts():
    global _hosts
    if _hosts is None:
        _hosts = Settings()
    return _hosts

from functools import lru_cache


class Settings:
    def __init__(self):
        self.debug = False


@lru_cache
def get_settings():
    return Settings()


@lru_cache
def get_limits():
    return Settings()

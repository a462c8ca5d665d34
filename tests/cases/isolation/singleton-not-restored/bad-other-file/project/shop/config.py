from functools import lru_cache


class Settings:
    debug = False
    hosts: list[str] = []


@lru_cache
def get_settings() -> Settings:
    return Settings()

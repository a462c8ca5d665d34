import functools
import os


class Settings:
    def __init__(self):
        self.region = os.environ.get("SHOP_REGION", "eu")


@functools.lru_cache(maxsize=None)
def get_settings():
    return Settings()


@functools.cache
def load_config():
    return {"limit": os.environ.get("SHOP_LIMIT", "10")}


def read_env():
    return os.environ.get("SHOP_ENV", "test")

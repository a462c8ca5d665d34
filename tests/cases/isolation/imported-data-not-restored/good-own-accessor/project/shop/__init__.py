from shop.accessors import config

__all__ = ["config"]

from shop._speed import total

__all__ = ["total"]

try:
    from shop._speed import total
except ImportError:
    total = sum

__all__ = ["total"]

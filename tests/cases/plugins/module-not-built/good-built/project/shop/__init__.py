from shop import _speed

__all__ = ["_speed"]

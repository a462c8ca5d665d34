from ports import names

__all__ = ["names"]

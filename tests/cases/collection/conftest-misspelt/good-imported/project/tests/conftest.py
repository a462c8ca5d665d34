from conftests import cart

__all__ = ["cart"]

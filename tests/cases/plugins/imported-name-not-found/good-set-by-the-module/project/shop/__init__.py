__all__ = ("sell", "buy")


def use(module):
    import shop

    for name in __all__:
        setattr(shop, name, getattr(module, name))


from shop import plain

use(plain)

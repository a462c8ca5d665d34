import warnings


class StockWarning(UserWarning):
    pass


def sell():
    warnings.warn("the stock is low", StockWarning, stacklevel=2)
    return 1

class StockWarning(UserWarning):
    pass

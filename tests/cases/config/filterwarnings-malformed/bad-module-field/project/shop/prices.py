class PriceWarning(UserWarning):
    pass

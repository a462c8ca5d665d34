def fetch_price():
    return 3


def total():
    return fetch_price()

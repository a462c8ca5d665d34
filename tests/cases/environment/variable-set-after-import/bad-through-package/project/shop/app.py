from shop.settings import DATABASE


def name():
    return DATABASE

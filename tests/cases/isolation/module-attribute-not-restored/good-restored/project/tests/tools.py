import shop


def patch_all():
    shop.total = lambda prices: 0

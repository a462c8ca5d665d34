def has_room(count):
    from shop.settings import LIMIT

    return count < LIMIT

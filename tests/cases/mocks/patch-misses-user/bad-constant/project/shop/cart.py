from shop.settings import LIMIT, RATE as FACTOR


def has_room(count):
    return count < LIMIT


class Cart:
    def is_full(self, count):
        return count >= LIMIT


def total(count):
    return count * FACTOR

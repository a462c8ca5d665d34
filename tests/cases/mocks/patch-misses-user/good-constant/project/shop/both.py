from shop.looking import has_room as there_is_room
from shop.rates import RATE, rate
from shop.settings import LIMIT


def fits(count):
    return count < LIMIT or there_is_room(count)


def price(count):
    return count * rate() if count else RATE

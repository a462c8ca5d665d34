from shop import settings


def has_room(count):
    return count < settings.LIMIT

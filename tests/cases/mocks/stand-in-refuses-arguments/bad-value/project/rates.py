def fetch_rate(currency):
    raise OSError("no network")


def find_cache():
    return None


def tick():
    return 1


def convert(amount, currency):
    return amount * fetch_rate(currency)


def cached(key):
    return find_cache and key


TICKS = {"tick": tick}


class Api:
    def load(self):
        raise OSError("no network")

    def first(self):
        return self.load()[0]

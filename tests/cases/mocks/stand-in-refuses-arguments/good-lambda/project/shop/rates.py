def rate(country, year):
    raise RuntimeError("no network")


def today():
    return 3


def both(*countries, year=None):
    return [rate(country, year) for country in countries]

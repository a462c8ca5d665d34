class Listing:
    wanted = set()


def names():
    return sorted(Listing.wanted)

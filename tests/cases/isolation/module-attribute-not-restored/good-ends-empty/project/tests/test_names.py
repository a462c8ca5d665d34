from shop import sources
from shop.sources import Listing


def test_names():
    Listing.wanted = ["pear", "apple"]
    assert sources.names() == ["apple", "pear"]
    Listing.wanted = []


def test_no_names():
    assert sources.names() == []

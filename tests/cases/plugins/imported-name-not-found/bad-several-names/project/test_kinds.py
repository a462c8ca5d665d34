from shop.kinds import Crate, Price, Till


def test_till():
    assert Till and Price and Crate

import shop.till  # noqa: F401
from shop.kinds import Till


def test_till():
    assert Till.name == "north"

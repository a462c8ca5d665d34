from shop.tools.cut import cut
from test.helpers import two


def test_total():
    assert two() == 2 * cut()

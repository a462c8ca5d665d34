import shop
from conftest import with_look


@with_look("bold")
def test_look():
    shop.STYLE = "bright"
    assert shop.STYLE == "bright"

import sys


def test_first():
    import shop.first as page

    assert page.TITLE == "first"


def test_second():
    import shop.second as page

    page.TITLE = "changed"
    assert page.TITLE == "changed"
    sys.modules.pop("shop.second", None)


def test_second_again():
    import shop.second as page

    assert page.TITLE == "second"

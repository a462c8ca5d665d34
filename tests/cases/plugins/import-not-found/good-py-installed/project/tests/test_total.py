from py.xml import html


def test_total():
    assert html

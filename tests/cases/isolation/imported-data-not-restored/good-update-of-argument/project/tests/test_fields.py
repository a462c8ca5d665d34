from shop.fields import COLOUR


def test_colour():
    form = {"size": 2}
    COLOUR.update(form, "red")
    assert form == {"size": 2, "colour": "red"}


def test_empty():
    form = {}
    COLOUR.update(form, "blue")
    assert form == {"colour": "blue"}

import gc


def test_operands_are_asked_in_order():
    asked = []

    class Left:
        def __ne__(self, other):
            asked.append("left")
            return NotImplemented

    class Right:
        def __ne__(self, other):
            asked.append("right")
            return NotImplemented

    Left() != Right()
    assert asked == ["left", "right"]


def test_nothing_breaks():
    class Odd(list):
        def __iter__(self):
            return iter([])

    one, other = Odd([1]), Odd([2])
    one == other


def test_nothing_is_kept(price=3):
    before = len(gc.get_objects())
    for _ in range(10):
        price == price
    assert len(gc.get_objects()) <= before + 10

import pytest
from shop import Cart, Node, cart, parse, register, spend

WRONG = ["", "a"]
NUMBERS = range(10)


def test_each():
    for text in WRONG:
        with pytest.raises(ValueError):
            parse(text)


def test_tries_until_it_fails():
    with pytest.raises(ValueError):
        for number in NUMBERS:
            parse(number)
    with pytest.raises(ValueError):
        for _ in range(10):
            parse("a")
    with pytest.raises(ValueError):
        for _ in [1, 2, 3]:
            parse("a")


def test_methods():
    own = Cart()
    with pytest.raises(ValueError):
        own.add("a")
        own.add("b")
    with pytest.raises(ValueError):
        cart.check("a")
        cart.check("b")
    with pytest.raises(ValueError):
        for text in WRONG:
            own.check(text)


def test_adds():
    with pytest.raises(ValueError):
        register("a")
        register("b")
    with pytest.raises(ValueError):
        spend(1)
        spend(2)


def test_same():
    with pytest.raises(ValueError):
        parse("a")
        parse("a")


def test_name_is_taken_twice():
    with pytest.raises(ValueError):
        Node("a")
        Node("a", 2)


def test_prepares():
    with pytest.raises(ValueError):
        first = Node("a")
        Node("b", first)
    with pytest.raises(ValueError):
        first = Node("a")
        second = Node("b")
        first.join(second)
    with pytest.raises(ValueError):
        rows = parse("a")
        print(rows)


def test_collects():
    with pytest.raises(ValueError):
        for row in parse("a"):
            print(row)
    with pytest.raises(ValueError):
        for text in WRONG:
            node = Node(text)
            node.check()


def test_own():
    def take(number):
        return number

    with pytest.raises(ValueError):
        take(1)
        take(2)

class Shop:
    def orders(self):
        number = 0
        while True:
            number += 1
            yield number


def test_first_order():
    for number in Shop().orders():
        assert number == 1
        return

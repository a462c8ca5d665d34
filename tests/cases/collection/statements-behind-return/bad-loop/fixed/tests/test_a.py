from unittest import TestCase

NUMBERS = [2, 3, 5]


def numbers():
    return NUMBERS


def test_all_even():
    for number in numbers():
        assert number % 2 == 0, number


class TestNumbers:
    def test_pairs(self):
        for number, other in zip(NUMBERS, [2, 0, 0]):
            assert number == other

            # done

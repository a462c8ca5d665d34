import pytest


def _test_off():
    assert 1 / 0


def rest_of(number):
    assert number >= 0
    return number % 2


def tst_helper(number):
    assert number


def Test_case(number):
    return {"number": number}


@pytest.fixture
def tes_data():
    assert True
    return [1]


def tset_with_nothing():
    return 1


def test_add(tes_data):
    tst_helper(1)
    assert tes_data


def test_rest():
    assert rest_of(3) == 1


class Helper:
    def tst_other(self):
        assert self


class TestCalc:
    def test_add(self):
        assert 1 + 2 == 3

    def testing(self):
        assert True

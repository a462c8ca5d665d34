from pytest_check import check


def test_order():
    order = {"total": 12, "lines": 0}
    check(order["total"] == 12)
    check(order["lines"] == 3)


def test_by_fixture(check):
    check(1 + 1 == 3)

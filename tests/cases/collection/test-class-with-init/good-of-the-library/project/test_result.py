from shop.result import TestResultDecorator


def test_result():
    assert TestResultDecorator(1).testsRun() == 1

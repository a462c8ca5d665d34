from common import one_test_per_number


@one_test_per_number
def test_number():
    assert True

SLOW = []


def slow(function):
    SLOW.append(function.__name__)
    return function


@slow
def test_long():
    assert True


def test_short():
    assert True

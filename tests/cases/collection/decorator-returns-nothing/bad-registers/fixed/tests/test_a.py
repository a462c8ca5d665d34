SLOW = []


def slow(function):
    SLOW.append(function.__name__)
    return function


@slow
def test_long():
    assert False


def test_short():
    assert True

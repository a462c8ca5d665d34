from _pytest.python_api import ApproxBase


def near(amount):
    return isinstance(amount, ApproxBase)

from test.helpers import two


def test_total():
    assert two() == 2

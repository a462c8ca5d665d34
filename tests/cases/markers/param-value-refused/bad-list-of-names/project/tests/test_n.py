from pytest import mark, param


@mark.parametrize("n", [1, param(1000, marks=["slow", mark.filterwarnings("ignore")])])
def test_n(n):
    assert n

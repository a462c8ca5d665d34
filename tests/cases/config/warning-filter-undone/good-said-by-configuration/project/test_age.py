import warnings

warnings.filterwarnings("error")


def test_age():
    assert warnings

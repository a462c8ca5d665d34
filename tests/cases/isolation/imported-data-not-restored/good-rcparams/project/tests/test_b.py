import matplotlib


def test_default():
    assert matplotlib.rcParams["font.size"] == 10

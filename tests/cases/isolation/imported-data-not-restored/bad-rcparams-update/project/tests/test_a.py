import matplotlib.pyplot as plt


def test_large():
    plt.rcParams.update({"font.size": 20})
    assert plt.rcParams["font.size"] == 20

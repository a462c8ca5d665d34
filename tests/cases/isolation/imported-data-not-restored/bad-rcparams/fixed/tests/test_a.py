import matplotlib.pyplot as plt


def test_large(monkeypatch):
    monkeypatch.setitem(plt.rcParams, "font.size", 20)
    assert plt.rcParams["font.size"] == 20

import matplotlib.pyplot as plt
import pytest


@pytest.fixture(autouse=True)
def restore_rc():
    saved = dict(plt.rcParams)
    yield
    plt.rcParams.update(saved)


def test_large():
    plt.rcParams.update({"font.size": 20})
    assert plt.rcParams["font.size"] == 20

import matplotlib.pyplot as plt
import pytest


@pytest.fixture
def own_settings():
    with plt.style.context({}, after_reset=True):
        yield

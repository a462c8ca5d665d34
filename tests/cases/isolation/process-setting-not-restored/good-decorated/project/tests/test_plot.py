import matplotlib
import matplotlib.pyplot as plt
from matplotlib.testing.decorators import image_comparison


@image_comparison(baseline_images=["dark"], extensions=["png"])
def test_dark():
    plt.style.use("dark_background")
    matplotlib.rcParams["axes.facecolor"] = "yellow"
    plt.plot([1, 2])


def test_style():
    plt.style.use("dark_background")
    plt.plot([1, 2])
    plt.style.use("default")

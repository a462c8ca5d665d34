import matplotlib as mpl


def test_grid(own_settings):
    mpl.rc("axes", grid=True)
    assert mpl.rcParams["axes.grid"]

import numpy as np
import structlog
import xarray as xr


def test_array():
    flags = np.seterr(divide="ignore")
    before = np.get_printoptions()["threshold"]
    np.set_printoptions(threshold=5)
    assert repr(np.zeros(9))
    np.set_printoptions(threshold=before)
    np.seterr(**flags)


def test_html():
    style = xr.get_options()["display_style"]
    xr.set_options(display_style="html")
    assert style
    xr.set_options(display_style=style)


def test_log():
    structlog.configure(processors=[])
    assert structlog.get_config()

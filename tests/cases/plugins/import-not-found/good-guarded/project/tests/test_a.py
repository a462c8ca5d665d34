from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

try:
    import yaml
except ImportError:
    yaml = None

if TYPE_CHECKING:
    import numpy

if sys.platform == "win32":
    import winapi_of_ours


def test_a():
    polars = pytest.importorskip("polars")
    assert polars


def test_b(request):
    import sqlite3

    assert yaml is None or yaml
    assert sqlite3 and request


def unused() -> numpy.ndarray:
    import pandas

    return pandas and winapi_of_ours

import warnings

import pytest
from pytest import warns


def test_number():
    with pytest.raises(ValueError, match="invalid literal"):
        int("x")


def test_literal():
    with pytest.raises(ValueError, "int() with base 10"):
        int("x")


class TestWarned:
    def test_old(self):
        for each in range(2):
            with warns(UserWarning, match="old way"):
                warnings.warn(f"the old way {each}", stacklevel=1)

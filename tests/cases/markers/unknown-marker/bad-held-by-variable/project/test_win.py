import os

import pytest

windows_only = pytest.mark.skip_if(os.name != "nt", reason="needs Windows")


@windows_only
def test_drive():
    assert os.getcwd()[1] == ":"


@windows_only
def test_separator():
    assert os.sep == "\\"

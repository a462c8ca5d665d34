import sys

import numpy
import pytest

OLD = numpy.__version__ < "1.9.0"


@pytest.mark.skipif(OLD, reason="old")
def test_one():
    assert 1


@pytest.mark.skipif(numpy.__version__ < "1.20.0", reason="older")
def test_two():
    assert 1


@pytest.mark.skipif(sys.version_info < (3, 9), reason="needs 3.9")
def test_three():
    assert 1


@pytest.mark.skipif(sys.version_info < (3, 12), reason="needs 3.12")
def test_four():
    assert 1


@pytest.mark.skipif(OLD, reason="old")
def test_five():
    assert 1

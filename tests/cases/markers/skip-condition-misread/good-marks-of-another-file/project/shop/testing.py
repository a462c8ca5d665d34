"""The names that tests take from here."""

import pytest

fixture = pytest.fixture
module_fixture = pytest.fixture(scope="module")
parametrize = pytest.mark.parametrize
skipif = pytest.mark.skipif

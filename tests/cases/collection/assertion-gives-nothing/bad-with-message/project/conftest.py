from unittest.mock import Mock

import pytest


@pytest.fixture
def bus():
    return Mock()

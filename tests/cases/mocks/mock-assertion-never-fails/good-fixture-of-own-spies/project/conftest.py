from unittest import mock

import pytest
import spies


@pytest.fixture
def spy():
    return spies.Spy()


@pytest.fixture
def sender():
    return mock.Mock()

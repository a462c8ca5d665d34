from unittest import mock

import pytest


@pytest.fixture
def smtp():
    with mock.patch("smtplib.SMTP") as patched:
        yield patched


@pytest.fixture
def sender():
    return mock.Mock()

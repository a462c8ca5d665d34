import pytest
from django.conf import settings
from django.test import override_settings

settings.configure(LIMIT=10)


@pytest.fixture
@override_settings(LIMIT=1)
def small():
    yield


def test_small(small):
    assert settings.LIMIT == 1

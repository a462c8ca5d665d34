import pytest


@pytest.mark.usefixtures("backend")
async def test_backend():
    assert True

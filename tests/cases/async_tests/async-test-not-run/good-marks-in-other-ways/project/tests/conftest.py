import pytest


@pytest.fixture(params=[pytest.param("asyncio", marks=pytest.mark.asyncio)])
def backend(request):
    return request.param

import pytest


@pytest.fixture
async def client():
    return {"ok": True}


@pytest.fixture
def plain():
    return {"ok": True}


@pytest.fixture(autouse=True)
async def always():
    return {"ok": True}


@pytest.fixture
def chosen(request):
    return request.getfixturevalue("client")

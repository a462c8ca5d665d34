import pytest

SCOPE = "module"


@pytest.mark.asyncio
async def test_plain():
    assert 1 + 1 == 2


@pytest.mark.asyncio()
async def test_empty():
    assert 1 + 1 == 2


@pytest.mark.asyncio(loop_scope="session")
async def test_session():
    assert 1 + 1 == 2


@pytest.mark.asyncio(loop_scope=SCOPE)
async def test_variable():
    assert 1 + 1 == 2


@pytest.mark.asyncio(**{"loop_scope": SCOPE})
async def test_mapping():
    assert 1 + 1 == 2

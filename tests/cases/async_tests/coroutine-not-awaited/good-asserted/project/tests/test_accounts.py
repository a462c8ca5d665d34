import asyncio
from unittest.mock import AsyncMock

from shop.accounts import Accounts, is_up, make_accounts


async def test_active():
    accounts = Accounts()
    assert await accounts.is_active("ann")
    assert accounts.knows("bob")
    assert accounts.is_closed()


async def test_up():
    assert is_up()


async def test_kept():
    accounts = Accounts()
    waiting = accounts.is_active("ann")
    assert asyncio.iscoroutine(waiting)
    assert await waiting


async def test_mocked():
    accounts = Accounts()
    accounts = AsyncMock(return_value=True)
    assert await accounts.is_active("ann")


async def test_made():
    accounts = make_accounts()
    assert accounts.knows("ann")


async def test_given(accounts=None):
    accounts = accounts or Accounts()
    assert accounts.knows("ann")

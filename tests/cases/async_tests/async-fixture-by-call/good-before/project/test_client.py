import pytest


def test_plain(request):
    assert request.getfixturevalue("client")["ok"]


async def test_asked(client, request):
    assert request.getfixturevalue("client") is client


async def test_sync_fixture(request):
    assert request.getfixturevalue("plain")["ok"]


async def test_always(request):
    assert request.getfixturevalue("always")["ok"]


async def test_chosen(chosen):
    assert chosen["ok"]


@pytest.mark.usefixtures("client")
async def test_used(request):
    assert request.getfixturevalue("client")["ok"]

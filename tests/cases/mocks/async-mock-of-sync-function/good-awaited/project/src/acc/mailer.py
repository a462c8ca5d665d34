from acc.client import fetch


async def deliver(msg):
    return await fetch(msg)

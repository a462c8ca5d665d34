"""A small store with an asynchronous interface."""

import asyncio


class Store:
    def __init__(self):
        self._items = {}

    async def save(self, key, value):
        await asyncio.sleep(0)
        self._items[key] = value

    async def search(self, text):
        await asyncio.sleep(0)
        return sorted(key for key, value in self._items.items() if text in value)

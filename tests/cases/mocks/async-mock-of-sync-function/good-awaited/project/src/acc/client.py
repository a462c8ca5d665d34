import asyncio


def fetch(name):
    return asyncio.sleep(0, name)


def render(msg):
    return f"<{msg}>"

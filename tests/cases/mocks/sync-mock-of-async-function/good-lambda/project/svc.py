async def load(n):
    raise RuntimeError("network")


async def double(n):
    return 2 * await load(n)


async def later(n):
    return n


def size(n):
    return n

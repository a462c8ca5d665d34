from concurrent.futures import ThreadPoolExecutor

POOL = ThreadPoolExecutor(max_workers=2)
IS_EAGER = True
OTHER = ThreadPoolExecutor(1)


def later(work, *args):
    if IS_EAGER:
        return work(*args)
    return POOL.submit(work, *args)


def queued(work):
    OTHER.submit(work)


def tries(work):
    try:
        return OTHER.submit(work)
    except RuntimeError:
        return None

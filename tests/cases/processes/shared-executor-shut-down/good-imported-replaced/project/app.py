from concurrent.futures import ThreadPoolExecutor

POOL = ThreadPoolExecutor(2)
SECOND = ThreadPoolExecutor(2)
AGAIN = None
LOCK = None


def restart():
    global SECOND
    SECOND = ThreadPoolExecutor(2)


def pool():
    return ThreadPoolExecutor(2)

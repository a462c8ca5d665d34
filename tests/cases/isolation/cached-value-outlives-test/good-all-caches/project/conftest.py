import functools
import gc

import pytest


@pytest.fixture(autouse=True)
def no_caches():
    yield
    for each in gc.get_objects():
        if isinstance(each, functools._lru_cache_wrapper):
            each.cache_clear()

import os
from functools import wraps
from unittest.mock import patch


def with_variables(**variables):
    def decorate(test):
        @wraps(test)
        async def run(*args, **kwargs):
            with patch.dict(os.environ, variables):
                result = await test(*args, **kwargs)
            return result

        return run

    return decorate

import os
from functools import wraps
from unittest.mock import patch


def with_variables(**variables):
    def decorate(test):
        @wraps(test)
        def run(*args, **kwargs):
            with patch.dict(os.environ, variables):
                result = test(*args, **kwargs)
            return result

        return run

    return decorate

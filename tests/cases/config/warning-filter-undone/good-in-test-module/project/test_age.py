import warnings

warnings.simplefilter("ignore")

import json  # noqa: E402
import os  # noqa: E402

if os.environ.get("STRICT"):
    warnings.simplefilter("error")


def test_age():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert json.loads("1") == 1

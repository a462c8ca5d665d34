import os

os.environ["SHOP_DATABASE"] = "test"

import settings  # noqa: E402

os.environ["SHOP_DATABASE"] = "test"
assert settings

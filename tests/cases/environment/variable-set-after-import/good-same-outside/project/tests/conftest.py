import os

import settings

os.environ["SHOP_DATABASE"] = "test"

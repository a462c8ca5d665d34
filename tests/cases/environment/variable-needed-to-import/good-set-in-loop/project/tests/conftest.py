import os
for name in ("SHOP_KEY", "B"):
    os.environ[name] = "x"

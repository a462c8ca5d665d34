from shop.base import *

for app in ("debug_toolbar", "silk"):
    if app in INSTALLED_APPS:
        INSTALLED_APPS.remove(app)

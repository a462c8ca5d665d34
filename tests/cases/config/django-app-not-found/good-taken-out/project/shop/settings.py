from shop.base import *

INSTALLED_APPS = [app for app in INSTALLED_APPS if app != "debug_toolbar"]

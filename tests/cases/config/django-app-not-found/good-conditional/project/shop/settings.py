import os

SECRET_KEY = "test"
INSTALLED_APPS = ["django.contrib.contenttypes"]
if os.environ.get("DEBUG"):
    INSTALLED_APPS += ["debug_toolbar"]
try:
    from .local import *
except ImportError:
    pass

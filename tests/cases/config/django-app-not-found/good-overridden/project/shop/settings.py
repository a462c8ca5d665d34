SECRET_KEY = "test"
INSTALLED_APPS = ["silk"]
try:
    from .local import *
except ImportError:
    pass

from .base import *

INSTALLED_APPS += [
    "django.contrib.auth",
]

SECRET_KEY = "test"
THIRD = ["debug_toolbar"]
INSTALLED_APPS = ["django.contrib.contenttypes", "django.contrib.auth"] + THIRD

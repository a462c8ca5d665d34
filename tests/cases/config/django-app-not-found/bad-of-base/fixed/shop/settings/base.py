SECRET_KEY = "test"
THIRD = []
INSTALLED_APPS = ["django.contrib.contenttypes", "django.contrib.auth"] + THIRD

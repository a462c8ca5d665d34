SECRET_KEY = "test"
INSTALLED_APPS = ["django.contrib.contenttypes", "debug_toolbar", "silk"]

SECRET_KEY = "test"
DJANGO = ("django.contrib.contenttypes", "django.contrib.auth")
INSTALLED_APPS = [*DJANGO, "shop.basket.apps.BasketConfig", "shop"]

SECRET_KEY = "test"
INSTALLED_APPS = ["shop.basket.apps.BasketConfig"]

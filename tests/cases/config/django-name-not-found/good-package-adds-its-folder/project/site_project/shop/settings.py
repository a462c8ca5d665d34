SECRET_KEY = "test"
ROOT_URLCONF = "shop.urls"

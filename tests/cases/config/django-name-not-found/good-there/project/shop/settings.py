SECRET_KEY = "test"
ROOT_URLCONF = "shop.urls"
MIDDLEWARE = ["shop.middleware.cart", "shop.middleware.cart.cart"]

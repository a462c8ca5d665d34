SECRET_KEY = "test"
ROOT_URLCONF = "shop.later"
MIDDLEWARE = ["shop.later.Later"]

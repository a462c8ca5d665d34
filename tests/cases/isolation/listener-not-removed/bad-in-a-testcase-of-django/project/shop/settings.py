SECRET_KEY = "shop"

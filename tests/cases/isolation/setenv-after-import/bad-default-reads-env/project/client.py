import os


def connect(port=os.getenv("SHOP_PORT", "80")):
    return port

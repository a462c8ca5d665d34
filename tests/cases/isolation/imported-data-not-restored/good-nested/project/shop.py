SETTINGS = {"db": {"url": "prod"}, "debug": False}

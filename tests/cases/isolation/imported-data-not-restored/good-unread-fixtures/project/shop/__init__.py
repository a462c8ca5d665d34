SETTINGS = {"size": 1}

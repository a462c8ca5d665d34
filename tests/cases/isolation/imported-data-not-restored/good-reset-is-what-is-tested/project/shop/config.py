SETTINGS = {"width": 1}

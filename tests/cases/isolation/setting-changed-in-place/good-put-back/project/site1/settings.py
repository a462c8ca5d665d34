SECRET_KEY = "x"
USE_TZ = True
RATES = {"EUR": 1}
PATHS = ["a"]
TUPLE = ("a",)

SECRET_KEY = "x"
USE_TZ = True
RATES = {"EUR": 1}
PATHS = ["a"]
STEPS = []
NESTED = {"default": {"SIZE": 1}}
GONE = {"old": 1}

SECRET_KEY = "of tests"

from os import getenv

OFFLINE = not getenv("RUN_E2E", default="")

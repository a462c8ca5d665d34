import os

from hypothesis import settings

settings.register_profile("thorough", max_examples=200)
settings.register_profile("dev", max_examples=10)
PROFILE = os.environ["HYPOTHESIS_MODE"]
settings.load_profile(PROFILE)

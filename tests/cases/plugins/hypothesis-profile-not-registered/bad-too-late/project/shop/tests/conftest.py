from hypothesis import settings

settings.register_profile("nightly", max_examples=1000)
settings.register_profile("quick", max_examples=10)

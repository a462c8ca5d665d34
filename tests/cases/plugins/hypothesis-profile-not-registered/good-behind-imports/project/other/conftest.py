from hypothesis import settings

settings.register_profile("of-other", max_examples=5)

from hypothesis import settings

settings.register_profile("ci-long", max_examples=5)

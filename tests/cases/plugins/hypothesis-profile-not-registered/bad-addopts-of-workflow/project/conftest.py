from hypothesis import settings

settings.register_profile("slow", max_examples=5)

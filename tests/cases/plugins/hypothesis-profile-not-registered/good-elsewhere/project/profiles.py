from hypothesis import settings


def register():
    settings.register_profile("weekly", max_examples=5000)

from hypothesis import settings

settings.register_profile("weekly", max_examples=5)


def ready():
    pass

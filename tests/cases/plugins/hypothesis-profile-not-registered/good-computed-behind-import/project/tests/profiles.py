from hypothesis import settings

register = settings.register_profile
for name in ("weekly", "daily"):
    register(name, max_examples=5)

from hypothesis import settings

for name, count in {"weekly": 5000}.items():
    settings.register_profile(name, max_examples=count)

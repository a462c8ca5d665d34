import hypothesis


def register():
    hypothesis.settings.register_profile(name="weekly", max_examples=5)

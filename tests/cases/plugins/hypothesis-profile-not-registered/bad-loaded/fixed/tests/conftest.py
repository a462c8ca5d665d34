import hypothesis as hy

hy.settings.register_profile("nightly", max_examples=1000)
hy.settings.register_profile("quick", max_examples=10)
hy.settings.load_profile("quick")

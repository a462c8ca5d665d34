"""The configuration facts against the real pytest, on generated project trees."""

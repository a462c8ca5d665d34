"""One file a rule, one folder a topic; `registry` finds them."""

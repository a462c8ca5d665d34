import os

E2E = bool(os.environ.get("RUN_E2E", "").lower() in ("1", "true", "yes"))

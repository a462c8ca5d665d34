import os

E2E = bool(os.environ.get("RUN_E2E"))
E2E = os.environ.get("RUN_E2E", "").lower() in ("1", "true")
OTHER = bool(os.environ.get("RUN_E2E"))

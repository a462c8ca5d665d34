import warnings

warnings.filterwarnings("ignore", category=DeprecationWarning)

import json  # noqa: E402, F401

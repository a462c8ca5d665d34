"""What `import seaport` gave before the library had its present name."""

import sys

BERTHS = 4

sys.modules["seaport"] = sys.modules[__name__]

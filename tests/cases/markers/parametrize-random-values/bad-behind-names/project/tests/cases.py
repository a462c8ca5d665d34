import uuid
from datetime import datetime
from uuid import uuid4

UNKNOWN = [str(uuid4()) for _ in range(2)]
BAD = [("DELETE", f"/hooks/{uuid.uuid4()}"), ("GET", "/hooks/0")]
KEY = uuid4()
STARTED = datetime.now()

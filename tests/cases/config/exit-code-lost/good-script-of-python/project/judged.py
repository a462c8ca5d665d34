import pytest

pytest.main(["-q", "--junit-xml=report.xml"])

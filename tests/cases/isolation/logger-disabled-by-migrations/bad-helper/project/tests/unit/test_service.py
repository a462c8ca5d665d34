from app.service import charge


class TestService:
    def test_large(self, caplog):
        charge(500)
        assert any("large charge" in record.message for record in caplog.records)
        assert caplog.messages

def test_file(tmp_path):
    (tmp_path / "a").write_text("a")

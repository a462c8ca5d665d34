collect_ignore_glob = ["legacy_*"]

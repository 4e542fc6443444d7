"""The forms in which `charter check` shows an outcome: full, concise, json."""

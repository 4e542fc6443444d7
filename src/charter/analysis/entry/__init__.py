"""Entry into force: whether and when, against dates and against what treaties took."""

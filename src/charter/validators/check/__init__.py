"""A check: rules found and run, findings allowed, settings, baselines, scenarios compared."""

"""The page of the report and its style, read by `charter.render.report.html`."""

"""Pages of the findings that reading a charter raises; a module here is never run."""

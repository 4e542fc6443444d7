"""Pack: the conjectures of rational design, declared problem against chosen design."""

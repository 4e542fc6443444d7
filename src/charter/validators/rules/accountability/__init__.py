"""Accountability: who evaluates, who may complain, what is published, who heads it and for how long."""

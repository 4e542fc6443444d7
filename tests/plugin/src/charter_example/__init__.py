"""An example of plug-ins for Charter."""

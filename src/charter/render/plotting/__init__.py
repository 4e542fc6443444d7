"""What charts share: scales, bars and grids; who sits in an organ, and the groups that are shown."""

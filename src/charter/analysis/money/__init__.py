"""Money: who pays what, one calculation for all who ask."""

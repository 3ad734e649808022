"""The fold: statements, in order, → the state that they add up to."""

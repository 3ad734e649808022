"""Things to measure on, the same on every machine: made from numbers alone, with nothing random in them."""

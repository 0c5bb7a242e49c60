"""Optimizers on functions of two variables, with the very rules of the training. Float64 throughout."""

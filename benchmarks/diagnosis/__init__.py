"""How often the rules of `dynascope.diagnosis` are right, on trainings of which is known what is wrong with them."""

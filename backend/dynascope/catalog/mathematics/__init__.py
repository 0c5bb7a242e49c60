"""What members of the catalog are as mathematics, for those who draw them and those who predict from them."""

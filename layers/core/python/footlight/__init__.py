"""Code that every Footlight function may use; it knows no feature."""

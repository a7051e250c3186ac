"""How dates are shown at the desk, where Django's own Arabic formats leave them American."""

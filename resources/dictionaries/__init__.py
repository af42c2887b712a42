"""The British English dictionary, and the words of schools that it does not have."""

"""Thai digits, dates, periods and text. Imports neither of the apps."""

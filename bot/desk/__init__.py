"""The review desk: a local web application in which a person picks, orders, words and approves an issue."""
